// This package, through its public surface only.

import init, { checkNewCustomer, createClient } from "customers-client";

export { createClient };
export const check = checkNewCustomer;
export const load = (source?: Parameters<typeof init>[0]) => init(source);
