// Raw fetch with nothing said about the browser's cache.

import { clientWith } from "./fetch.ts";

export const createClient = clientWith("default");
