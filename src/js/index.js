// The entry for browsers and their workers, and for all that has no other (see node.js).

import { CustomersClient } from "./client.js";
import { load } from "./load.js";

export * from "./client.js";

/** `read` gets what is at a URL, as a Response or bytes. */
export default function init(source, read = (url) => fetch(url)) {
  return load(source, read);
}

export async function createClient(options) {
  await init();
  return new CustomersClient(options);
}
