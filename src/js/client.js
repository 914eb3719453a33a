// What the entry exports besides `init`. Importing it does no work.
//
// A method reads all its arguments before it returns its promise, so that what is sent is what
// was checked.

import { settle } from "./call.js";
import { byPath, CustomersError } from "./error.js";
import { lone, readCustomer, readOptions, snapshot } from "./input.js";
import { ask, invoke } from "./module.js";
import { customers } from "./walk.js";

export { CustomersError, isCustomersError } from "./error.js";

export const MAX_METADATA_BYTES = 10240;
export const MAX_PHOTO_BYTES = 5242880;
export const MAX_ADDRESSES = 3;

const OPTIONS =
  "apiKey accessToken baseUrl timeoutMs maxRetries credentials dangerouslyAllowLiveKey fetch";

export class CustomersClient {
  /**
   * Tells what every call has; nothing after `free`. A function, because consoles show what
   * private fields hold, and this holds the credential.
   */
  #means;

  constructor(given) {
    const kept = { accessToken: undefined, fetch: undefined };
    const options = snapshot(given, OPTIONS, kept);
    // A page or its worker; Node and its kind have neither.
    const isWeb = (globalThis.document ?? globalThis.WorkerGlobalScope) !== undefined;
    const { origin } = globalThis.location ?? {};
    const { baseUrl } = ask(["client", options, origin ?? null, isWeb]);
    const { apiKey, timeoutMs = 30_000, maxRetries = 2, credentials } = options;
    const { fetch, accessToken: token } = kept;
    const limits = { timeoutMs, maxRetries, credentials: credentials ?? "omit" };
    // HTTP Basic, the key as user name, no password (contract, "Where and who").
    const encoded = apiKey && btoa(`${apiKey}:`);
    const bearer = token ? undefined : options.accessToken;
    const secrets = [apiKey, encoded, bearer].filter(Boolean);
    const authorization = encoded ? `Basic ${encoded}` : bearer && `Bearer ${bearer}`;
    const mode = /^sk_(test|live)_/.exec(apiKey)?.[1] ?? "unknown";
    const means = { baseUrl, ...limits, fetch, token, authorization, secrets, mode };
    this.#means = () => means;
  }

  get #open() {
    if (!this.#means) {
      throw new CustomersError("This client has been freed: make a new one.", {
        code: "invalid_input",
      });
    }
    return this.#means();
  }

  get mode() {
    return this.#open.mode;
  }

  list(params, options) {
    return this.#list(snapshot(params, "page page_size search"), options);
  }

  search(query, params, options) {
    const read = snapshot(params, "page page_size");
    const isOther = Array.isArray(read) || typeof (read ?? {}) !== "object";
    return this.#list(isOther ? read : { ...read, search: lone(query) }, options);
  }

  listAll(params, options) {
    // The arguments are read now; what is wrong with them is told by the first `next`.
    let begin;
    try {
      const kept = { onProgress: undefined };
      const read = snapshot(params, "search page_size concurrency limit onProgress", kept);
      const { options: limits, signal } = readOptions(options);
      const client = this.#open;
      ask(["listAll", [limits, read]]);
      const { search, page_size = 100 } = read ?? {};
      const list = (page, signal) => {
        const params = { page, page_size, search };
        const request = ask(["list", [null, params]]);
        return settle("list", request, { ...client, ...limits, params, signal });
      };
      begin = () => ({ params: read ?? {}, list, signal, onProgress: kept.onProgress });
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
    this.#means = undefined;
  }

  #list(params, options) {
    return this.#run("list", [params], options, { params });
  }

  async #run(name, args, given, more) {
    return begin(this.#open, name, args, readOptions(given), more);
  }

  async #runWithPhoto(name, args, given, options) {
    const client = this.#open;
    const { customer, photo, about } = readCustomer(given);
    const read = readOptions(options);
    if (about?.size !== undefined) {
      // A file that cannot be read any more has no bytes that the service would take.
      const head = await photo
        .slice(0, 8)
        .arrayBuffer()
        .catch(() => []);
      about.head = String.fromCharCode(...new Uint8Array(head)); // the Rust side reads text only
    }
    return begin(client, name, [...args, customer, about], read, { photo });
  }
}

function begin(client, name, args, { options, signal }, more) {
  const request = ask([name, [options, ...args]]);
  return settle(name, request, { ...client, ...options, ...more, signal });
}

// Not all browsers have it; where it is missing, `free` is the way.
if (Symbol.dispose) {
  CustomersClient.prototype[Symbol.dispose] = CustomersClient.prototype.free;
}

/** The faults of what a form has; a photo's content is looked at on sending only. */
function check(name, ...args) {
  return byPath(invoke([name, [null, ...args]]).faults ?? []);
}

export function checkNewCustomer(given) {
  const { customer, about } = readCustomer(given);
  return check("create", customer, about);
}

export function checkCustomerPatch(given) {
  const { customer, about } = readCustomer(given);
  return check("update", "id", customer, about);
}

export const checkNewAddress = (address) => check("createAddress", "id", snapshot(address));

export const metadataSize = (metadata) => ask(["metadataSize", snapshot(metadata)]).size;
