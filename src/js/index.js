// What every entry of the package exports. Importing it does no work.
//
// The class is the one that wasm-bindgen exports. This file adds to it one clear error before
// `init`, after `free` and after a crash, and a `free` that can be called twice.

import * as wasm from "./customers_client.js";
import { CustomersError, crashed, crashOf } from "./error.js";
import { callModule, init, isLoaded } from "./load.js";
import { customers } from "./walk.js";

export { CustomersError, isCustomersError } from "./error.js";

export const MAX_METADATA_BYTES = 10240;
export const MAX_PHOTO_BYTES = 5242880;
export const MAX_ADDRESSES = 3;

export default init;

export async function createClient(options) {
  await init();
  return new Client(options);
}

/** The constructor of a class cannot be wrapped; a proxy can change what `new` does with it. */
const Client = new Proxy(wasm.CustomersClient, {
  construct: (...args) => callModule(() => Reflect.construct(...args)),
});
wasm.CustomersClient.prototype.constructor = Client;

export { Client as CustomersClient };

/** Wraps methods and getters of a class. `fail` makes their answer of an error. */
function guard({ prototype }, names, fail) {
  for (const name of names.split(" ")) {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    const kind = property.get ? "get" : "value";
    const inner = property[kind];
    // The function has the name of the one that it wraps: stacks show it.
    const { [name]: guarded } = {
      [name](...args) {
        try {
          return callModule(() => {
            if (!this.__wbg_ptr) {
              const message = "This client has been freed: make a new one.";
              throw new CustomersError(message, { code: "invalid_input" });
            }
            return inner.apply(this, args);
          });
        } catch (error) {
          return fail(error);
        }
      },
    };
    Object.defineProperty(prototype, name, { ...property, [kind]: guarded });
  }
}

function guardFree({ prototype }) {
  const release = prototype.free;
  prototype.free = function free() {
    try {
      if (this.__wbg_ptr && !crashOf()) {
        release.call(this);
      }
    } catch (error) {
      // Within a call on the same object wasm-bindgen refuses to free it: no harm. A trap is a crash.
      if (error?.name === "RuntimeError") {
        crashed(error);
      }
    }
    this.__wbg_ptr = 0;
  };
  // Browsers without `Symbol.dispose` have `free` alone.
  if (Symbol.dispose) {
    prototype[Symbol.dispose] = prototype.free;
  }
}

const reject = (error) => Promise.reject(error);
guard(wasm.CustomersClient, "list search get create update delete", reject);
guard(wasm.CustomersClient, "listAddresses createAddress updateAddress deleteAddress", reject);
guard(wasm.CustomersClient, "mode", (error) => {
  throw error;
});
// `listAll` answers an iterator in any case: it is the first `next` that rejects.
guard(wasm.CustomersClient, "listAll", (error) =>
  customers({ next: () => reject(error), free() {} }),
);
guard(wasm.CustomerWalk, "next", reject);
guardFree(wasm.CustomersClient);
guardFree(wasm.CustomerWalk);

export const checkNewCustomer = (customer) => callModule(() => wasm.checkNewCustomer(customer));
export const checkCustomerPatch = (patch) => callModule(() => wasm.checkCustomerPatch(patch));
export const checkNewAddress = (address) => callModule(() => wasm.checkNewAddress(address));
export const checkAddressPatch = (patch) => callModule(() => wasm.checkAddressPatch(patch));
export const metadataSize = (metadata) => callModule(() => wasm.metadataSize(metadata));

/** A check as a Standard Schema. It answers at once where the module is loaded, else by a promise. */
function schema(isAddress, isNew) {
  const check = (value) => callModule(() => wasm.validate(isAddress, isNew, value));
  const validate = (value) => (isLoaded ? check(value) : init().then(() => check(value)));
  return { "~standard": { version: 1, vendor: "customers-client", validate } };
}

export const newCustomerSchema = schema(false, true);
export const customerPatchSchema = schema(false, false);
export const newAddressSchema = schema(true, true);
export const addressPatchSchema = schema(true, false);
