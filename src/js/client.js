// What the entry exports besides `init`. Importing it does no work.
//
// A method reads all its arguments before it returns its promise, so that what is sent is what
// was checked.

import { settle } from "./call.js";
import { byPath, CustomersError } from "./error.js";
import { lone, readCustomer, readOptions, snapshot } from "./input.js";
import { free, use } from "./module.js";
import { customers } from "./walk.js";

export { CustomersError, isCustomersError } from "./error.js";

export const MAX_METADATA_BYTES = 10240;
export const MAX_PHOTO_BYTES = 5242880;
export const MAX_ADDRESSES = 3;

const OPTIONS =
  "apiKey accessToken baseUrl timeoutMs maxRetries credentials dangerouslyAllowLiveKey fetch";

export class CustomersClient {
  #client;
  #means;
  #reading = 0;

  constructor(given) {
    const kept = { accessToken: undefined, fetch: undefined };
    const options = snapshot(given, OPTIONS, kept);
    // A page or its worker; Node and its kind have neither.
    const isWeb = (globalThis.document ?? globalThis.WorkerGlobalScope) !== undefined;
    const { origin } = globalThis.location ?? {};
    const json = JSON.stringify([options]);
    const encodedKey = encode(options?.apiKey);
    this.#client = use(({ Client }) => new Client(json, origin, isWeb, encodedKey));
    this.#means = { fetch: kept.fetch, token: kept.accessToken };
  }

  get #open() {
    if (!this.#client) {
      throw new CustomersError("This client has been freed: make a new one.", {
        code: "invalid_input",
      });
    }
    return this.#client;
  }

  get mode() {
    const client = this.#open;
    return use(() => client.mode());
  }

  list(params, options) {
    return this.#run("list", [snapshot(params, "page page_size search")], options);
  }

  search(query, params, options) {
    const read = snapshot(params, "page page_size");
    const isOther = Array.isArray(read) || !["object", "undefined"].includes(typeof read);
    return this.#run("list", [isOther ? read : { ...read, search: lone(query) }], options);
  }

  listAll(params, options) {
    // The arguments are read now; what is wrong with them is told by the first `next`.
    let begin;
    try {
      const kept = { onProgress: undefined };
      const read = snapshot(params, "search page_size concurrency limit onProgress", kept);
      const { options: how, signal } = readOptions(options);
      const client = this.#open;
      const json = JSON.stringify([how, read]);
      const walk = use(() => client.walk(json));
      const { onProgress } = kept;
      begin = () => ({ walk, onProgress, means: { ...this.#means, signal } });
    } catch (error) {
      begin = () => {
        throw error;
      };
    }
    return customers(begin);
  }

  get(id, options) {
    return this.#run("get", [lone(id)], options);
  }

  create(customer, options) {
    return this.#runWithPhoto("create", [], customer, options);
  }

  update(id, patch, options) {
    return this.#runWithPhoto("update", [lone(id)], patch, options);
  }

  delete(id, options) {
    return this.#run("delete", [lone(id)], options);
  }

  listAddresses(customerId, options) {
    return this.#run("listAddresses", [lone(customerId)], options);
  }

  createAddress(customerId, address, options) {
    return this.#run("createAddress", [lone(customerId), snapshot(address)], options);
  }

  updateAddress(customerId, addressId, patch, options) {
    const ids = [lone(customerId), lone(addressId)];
    return this.#run("updateAddress", [...ids, snapshot(patch)], options);
  }

  deleteAddress(customerId, addressId, options) {
    return this.#run("deleteAddress", [lone(customerId), lone(addressId)], options);
  }

  free() {
    const client = this.#client;
    this.#client = undefined;
    // A call that still reads a photo has need of it: then it is left to garbage collection.
    if (client && !this.#reading) {
      free(client);
    }
  }

  async #run(operation, args, options) {
    return this.#begin(this.#open, operation, args, readOptions(options));
  }

  async #runWithPhoto(operation, args, given, options) {
    const client = this.#open;
    const { customer, photo, about } = readCustomer(given);
    const read = readOptions(options);
    if (about?.size !== undefined) {
      this.#reading += 1;
      // A file that cannot be read any more has no bytes that the service would take.
      const head = await photo
        .slice(0, 8)
        .arrayBuffer()
        .catch(() => []);
      this.#reading -= 1;
      about.head = [...new Uint8Array(head)];
    }
    return this.#begin(client, operation, [...args, customer, about], { ...read, photo });
  }

  #begin(client, operation, args, { options, signal, photo }) {
    const json = JSON.stringify([options, ...args]);
    const call = use(() => client.begin(operation, json));
    return settle(call, { ...this.#means, signal, photo });
  }
}

/** A key as HTTP Basic has it; the Rust side refuses what cannot be encoded. */
function encode(key) {
  try {
    return btoa(`${key}:`);
  } catch {
    return "";
  }
}

// Not all browsers have it; where it is missing, `free` is the way.
if (Symbol.dispose) {
  CustomersClient.prototype[Symbol.dispose] = CustomersClient.prototype.free;
}

function check(what, value, about = null) {
  const json = JSON.stringify([value, about]);
  return byPath(JSON.parse(use((module) => module.check(what, json))));
}

export function checkNewCustomer(given) {
  const { customer, about } = readCustomer(given);
  return check("customer", customer, about);
}

export function checkCustomerPatch(given) {
  const { customer, about } = readCustomer(given);
  return check("patch", customer, about);
}

export const checkNewAddress = (address) => check("address", snapshot(address));

export function metadataSize(metadata) {
  const json = JSON.stringify([snapshot(metadata)]);
  return use((module) => module.metadataSize(json));
}
