// Copies of the package in which one of the module's functions is made to crash.

import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { named } from "../../.ci/commands/build.mjs";
import { baseUrl, fixture } from "./scripted.mjs";

/** The features that .ci/commands/build.mjs allows. With all features binaryen emits what no engine reads. */
const FEATURES =
  "MutableGlobals ReferenceTypes BulkMemory Multivalue NontrappingFPToInt SignExt SIMD128"
    .split(" ")
    .reduce((all, name) => all | binaryen.Features[name], 0);

/** The module in which a function, found by a part of its name, crashes after so many calls. */
export function broken(part, how, calls = 0) {
  const module = binaryen.readBinary(readFileSync(named));
  module.setFeatures(FEATURES);
  const all = Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  );
  // An export has what wasm-bindgen made of it behind its name.
  const isIt = (name, text) =>
    name.startsWith(`${text} `) || (/::/.test(text) && name.includes(text));
  const find = (text) => all.find(({ name, module }) => module === "" && isIt(name, text));
  const { name, params, results, vars, body } = find(part);
  const { i32 } = module;
  module.addGlobal("left", binaryen.i32, true, i32.const(calls));
  const left = () => module.global.get("left", binaryen.i32);
  const panic = find("raw_vec::capacity_overflow");
  const arity = binaryen.expandType(panic.params).map(() => i32.const(0));
  const crash = [module.call(panic.name, arity, binaryen.none), module.unreachable()];
  const counted = module.block(
    null,
    [
      module.if(i32.eqz(left()), module.block(null, how === "panic" ? crash : crash.slice(1))),
      module.global.set("left", i32.sub(left(), i32.const(1))),
      body,
    ],
    results,
  );
  module.removeFunction(name);
  module.addFunction(name, params, results, vars, counted);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

let copies = 0;
/** A copy of the package of its own: a crash is for good. */
export async function fresh(binary) {
  const copy = await import(`${import.meta.resolve("customers-client")}?crash-${copies++}`);
  await copy.default(binary);
  const customer = fixture("edition2_get");
  const fetch = ({ url }) =>
    url.includes("/never/") ? new Promise(() => {}) : Promise.resolve(new Response(customer));
  return { copy, client: new copy.CustomersClient({ baseUrl, fetch }) };
}
