// Where the module is, unless `init` is told: as bundlers know it, which put the file beside what
// they make of this one. The entries that hold the module have another file in this one's place
// (see .ci/build.mjs).

export const defaultSource = () => new URL("customers_client_bg.wasm", import.meta.url);
