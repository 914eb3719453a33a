// The package's entry. Importing it does no work: `init` loads the module.

import { guard, run } from "./crash.js";
import initModule, * as wasm from "./customers_client.js";
import { CustomersError } from "./error.js";
import { customers } from "./walk.js";

export { CustomersError, isCustomersError } from "./error.js";

export const MAX_METADATA_BYTES = 10240;
export const MAX_PHOTO_BYTES = 5242880;
export const MAX_ADDRESSES = 3;

let loading;
let isLoaded = false;

/** Loads the module: one load for concurrent and later calls, another try after a failed one. */
export default function init(source) {
  loading ??= load(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(source) {
  let from = "the given source";
  try {
    let given = await (source ?? new URL("customers_client_bg.wasm", import.meta.url));
    if (typeof given === "string" || given instanceof URL || given instanceof Request) {
      from = given.url ?? String(given);
      given = await fetch(given);
    }
    if (typeof Response === "function" && given instanceof Response) {
      from = given.url || from;
      if (!given.ok) {
        throw new Error(`the server answered ${given.status}`);
      }
      const streams = given.headers.get("Content-Type")?.startsWith("application/wasm");
      given = streams
        ? await WebAssembly.compileStreaming(given)
        : await WebAssembly.compile(await given.arrayBuffer());
    }
    await initModule({
      module_or_path:
        given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given),
    });
    isLoaded = true;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CustomersError(
      `The WebAssembly module could not be loaded from ${from}: ${reason}. ` +
        "Serve customers_client_bg.wasm there, or give init() another source.",
      { code: "load_failed", cause },
    );
  }
}

/** The module's exports, once it is loaded. */
function loaded() {
  if (!isLoaded) {
    throw new CustomersError("The module is not loaded yet: await init() first.", {
      code: "load_failed",
    });
  }
  return wasm;
}

export async function createClient(options) {
  await init();
  return new CustomersClient(options);
}

export class CustomersClient {
  #client;

  constructor(options) {
    const { CustomersClient: Client } = loaded();
    this.#client = guard(() => new Client(options));
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
    return guard(() => this.#open.mode);
  }

  async list(params, options) {
    return run(() => this.#open.list(params, options));
  }

  async search(query, params, options) {
    return run(() => this.#open.search(query, params, options));
  }

  listAll(params, options) {
    // The arguments are read now; what is wrong with them is told by the first `next`.
    let begin;
    try {
      const walk = guard(() => this.#open.walk(params, options));
      begin = () => walk;
    } catch (error) {
      begin = () => {
        throw error;
      };
    }
    return customers(begin);
  }

  async get(id, options) {
    return run(() => this.#open.get(id, options));
  }

  async create(customer, options) {
    return run(() => this.#open.create(customer, options));
  }

  async update(id, patch, options) {
    return run(() => this.#open.update(id, patch, options));
  }

  async delete(id, options) {
    return run(() => this.#open.delete(id, options));
  }

  async listAddresses(customerId, options) {
    return run(() => this.#open.listAddresses(customerId, options));
  }

  async createAddress(customerId, address, options) {
    return run(() => this.#open.createAddress(customerId, address, options));
  }

  async updateAddress(customerId, addressId, patch, options) {
    return run(() => this.#open.updateAddress(customerId, addressId, patch, options));
  }

  async deleteAddress(customerId, addressId, options) {
    return run(() => this.#open.deleteAddress(customerId, addressId, options));
  }

  free() {
    const client = this.#client;
    this.#client = undefined;
    if (client) {
      guard(() => client.free());
    }
  }
}

// Not all browsers have it; where it is missing, `free` is the way.
if (Symbol.dispose) {
  CustomersClient.prototype[Symbol.dispose] = CustomersClient.prototype.free;
}

export const checkNewCustomer = (customer) => guard(() => loaded().checkNewCustomer(customer));
export const checkCustomerPatch = (patch) => guard(() => loaded().checkCustomerPatch(patch));
export const checkNewAddress = (address) => guard(() => loaded().checkNewAddress(address));
export const metadataSize = (metadata) => guard(() => loaded().metadataSize(metadata));
