// What both entries export. Importing it does no work: `init` loads the module.

import { guard, run } from "./crash.js";
import { CustomersError } from "./error.js";
import { loaded } from "./load.js";
import { customers } from "./walk.js";

export { CustomersError, isCustomersError } from "./error.js";

export const MAX_METADATA_BYTES = 10240;
export const MAX_PHOTO_BYTES = 5242880;
export const MAX_ADDRESSES = 3;

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
