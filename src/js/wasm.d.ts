// The type of `import source from "customers-client/customers-client.wasm"`.
import type { ModuleSource } from "./index.js";

/** The module's URL, its bytes or the module itself, as the bundler has it; `init` takes each. */
declare const source: ModuleSource;
export default source;
