// Where `init` finds the module by itself. Bundlers know this expression and copy the file. In the
// entries that hold the module the build puts another file in the place of this one.

export const defaultSource = () => new URL("customers_client_bg.wasm", import.meta.url);
