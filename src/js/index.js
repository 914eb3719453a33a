// The entry for browsers and their workers, and for all that has no other (see node.js).

import { CustomersClient } from "./client.js";
import { load } from "./load.js";

export * from "./client.js";

export default function init(source) {
  return load(source, (url) => fetch(url));
}

export async function createClient(options) {
  await init();
  return new CustomersClient(options);
}
