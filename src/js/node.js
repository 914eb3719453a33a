// The entry for Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";
import initFrom, { CustomersClient } from "./index.js";

export * from "./index.js";

export default function init(source) {
  return initFrom(source, read);
}

export async function createClient(options) {
  await init();
  return new CustomersClient(options);
}

function read(source) {
  const url = String(source.url ?? source);
  return url.startsWith("file:") ? readFile(new URL(url)) : fetch(source);
}
