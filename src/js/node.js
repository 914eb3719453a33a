// The entry for Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";
import { CustomersClient } from "./client.js";
import { load } from "./load.js";

export * from "./client.js";

export default function init(source) {
  return load(source, read);
}

export async function createClient(options) {
  await init();
  return new CustomersClient(options);
}

function read(source) {
  const url = String(source.url ?? source);
  return url.startsWith("file:") ? readFile(new URL(url)) : fetch(source);
}
