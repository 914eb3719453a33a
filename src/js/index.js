// What every entry exports. Importing it does no work.
//
// The class is wasm-bindgen's own. Added to it, here and nowhere else: one clear error before
// `init`, after `free` and after a crash, and a `free` that can be called twice.

import {
  CustomersClient as Client,
  CustomerWalk,
  checkAddressPatch as ofAddressPatch,
  checkCustomerPatch as ofCustomerPatch,
  checkNewAddress as ofNewAddress,
  checkNewCustomer as ofNewCustomer,
  metadataSize as sizeOf,
  validate,
} from "./customers_client.js";
import { CustomersError, crashOf } from "./error.js";
import { into, isReady, load } from "./load.js";
import { customers } from "./walk.js";

export { CustomersError, isCustomersError } from "./error.js";

export const MAX_METADATA_BYTES = 10240;
export const MAX_PHOTO_BYTES = 5242880;
export const MAX_ADDRESSES = 3;

export default function init(source) {
  return load(source);
}

export async function createClient(options) {
  await init();
  return new GuardedClient(options);
}

/** How deep calls into the module stand in each other: a caller's getter may call, too. */
let depth = 0;

/** A method's call on a client that is still open. */
function on(client, method, args) {
  return into(() => {
    if (!client.__wbg_ptr) {
      throw new CustomersError("This client has been freed: make a new one.", {
        code: "invalid_input",
      });
    }
    depth += 1;
    try {
      return method.apply(client, args);
    } finally {
      depth -= 1;
    }
  });
}

/** Methods by name, with the name that a stack shows. */
function guard({ prototype }, names, fail) {
  for (const name of names) {
    const method = prototype[name];
    const guarded = {
      [name](...args) {
        try {
          return on(this, method, args);
        } catch (error) {
          return fail(error);
        }
      },
    };
    Object.defineProperty(prototype, name, { value: guarded[name] });
  }
}

function guardFree({ prototype }) {
  const release = prototype.free;
  prototype.free = function free() {
    if (crashOf()) {
      this.__wbg_ptr = 0; // nothing of it can be given back
    } else if (this.__wbg_ptr && depth > 0) {
      // Within a call, which still has it.
      const ptr = this.__wbg_ptr;
      this.__wbg_ptr = 0;
      queueMicrotask(() => release.call(Object.assign(this, { __wbg_ptr: ptr })));
    } else if (this.__wbg_ptr) {
      into(() => release.call(this));
    }
  };
  // Not all browsers have it; where it is missing, `free` is the way.
  if (Symbol.dispose) {
    prototype[Symbol.dispose] = prototype.free;
  }
}

const reject = (error) => Promise.reject(error);
const CALLS = "list search get create update delete";
const ADDRESS_CALLS = "listAddresses createAddress updateAddress deleteAddress";
guard(Client, `${CALLS} ${ADDRESS_CALLS}`.split(" "), reject);
// What is wrong is told by the first `next`.
guard(Client, ["listAll"], (error) => customers({ next: () => reject(error), free() {} }));
guard(CustomerWalk, ["next"], reject);
guardFree(Client);
guardFree(CustomerWalk);

const { get: mode } = Object.getOwnPropertyDescriptor(Client.prototype, "mode");
Object.defineProperty(Client.prototype, "mode", {
  get() {
    return on(this, mode, []);
  },
});

/** A class's constructor cannot be replaced, but what `new` does with it can. */
const GuardedClient = new Proxy(Client, {
  construct: (...args) => into(() => Reflect.construct(...args)),
});
Client.prototype.constructor = GuardedClient;
export { GuardedClient as CustomersClient };

export const checkNewCustomer = (customer) => into(() => ofNewCustomer(customer));
export const checkCustomerPatch = (patch) => into(() => ofCustomerPatch(patch));
export const checkNewAddress = (address) => into(() => ofNewAddress(address));
export const checkAddressPatch = (patch) => into(() => ofAddressPatch(patch));
export const metadataSize = (metadata) => into(() => sizeOf(metadata));

/** A check as Standard Schema: at once where the module is loaded, else with a promise. */
function schema(isAddress, isNew) {
  const check = (value) => into(() => validate(isAddress, isNew, value));
  const later = (value) => init().then(() => check(value));
  const standard = {
    version: 1,
    vendor: "customers-client",
    validate: (value) => (isReady() ? check(value) : later(value)),
  };
  return { "~standard": standard };
}

export const newCustomerSchema = schema(false, true);
export const customerPatchSchema = schema(false, false);
export const newAddressSchema = schema(true, true);
export const addressPatchSchema = schema(true, false);
