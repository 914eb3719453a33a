// `import source from "customers-client/customers-client.wasm"`: what it is, the bundler says.
import type { ModuleSource } from "./index.js";

/** The module's URL, its bytes or the module itself; {@link init} takes each. */
declare const source: ModuleSource;
export default source;
