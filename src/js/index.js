// What every entry exports. Importing it does no work.
//
// The class is wasm-bindgen's own. Added to it, here and nowhere else: one clear error before
// `init`, after `free` and after a crash, and a `free` that can be called twice.

import * as wasm from "./customers_client.js";
import { CustomersError, crashed, crashOf } from "./error.js";
import { init, into, isLoaded } from "./load.js";
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

/** A class's constructor cannot be replaced, but what `new` does with it can. */
const Client = new Proxy(wasm.CustomersClient, {
  construct: (...args) => into(() => Reflect.construct(...args)),
});
wasm.CustomersClient.prototype.constructor = Client;

export { Client as CustomersClient };

/** Replaces what a class has at some names, be it methods or getters. */
function guard({ prototype }, names, fail) {
  for (const name of names.split(" ")) {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    const kind = property.get ? "get" : "value";
    const inner = property[kind];
    // With the name that a stack shows.
    const { [name]: guarded } = {
      [name](...args) {
        try {
          return into(() => {
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
      // Within one of its calls, which still has it, that is refused; anything else is a trap.
      if (error?.name === "RuntimeError") {
        crashed(error);
      }
    }
    this.__wbg_ptr = 0;
  };
  // Not all browsers have it; where it is missing, `free` is the way.
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
// What is wrong with a walk is told by the first `next`.
guard(wasm.CustomersClient, "listAll", (error) =>
  customers({ next: () => reject(error), free() {} }),
);
guard(wasm.CustomerWalk, "next", reject);
guardFree(wasm.CustomersClient);
guardFree(wasm.CustomerWalk);

export const checkNewCustomer = (customer) => into(() => wasm.checkNewCustomer(customer));
export const checkCustomerPatch = (patch) => into(() => wasm.checkCustomerPatch(patch));
export const checkNewAddress = (address) => into(() => wasm.checkNewAddress(address));
export const checkAddressPatch = (patch) => into(() => wasm.checkAddressPatch(patch));
export const metadataSize = (metadata) => into(() => wasm.metadataSize(metadata));

/** A check as Standard Schema: at once where the module is loaded, else with a promise. */
function schema(isAddress, isNew) {
  const check = (value) => into(() => wasm.validate(isAddress, isNew, value));
  const validate = (value) => (isLoaded ? check(value) : init().then(() => check(value)));
  return { "~standard": { version: 1, vendor: "customers-client", validate } };
}

export const newCustomerSchema = schema(false, true);
export const customerPatchSchema = schema(false, false);
export const newAddressSchema = schema(true, true);
export const addressPatchSchema = schema(true, false);
