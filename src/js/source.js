// Where the module is, unless `init` is told: as bundlers know it, which put the file beside what
// they make of this one. Entries that hold the module have another source (see .ci/commands/build.mjs).

export const defaultSource = () => new URL("customers_client_bg.wasm", import.meta.url);
