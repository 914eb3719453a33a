// What a WebAssembly module is made of, by the names that its functions have.

/**
 * @param {Buffer} wasm with its section of names
 * @returns {{ code: Map<string, number>, data: number }} bytes; code by function
 */
export function partsOf(wasm) {
  const reader = { bytes: wasm, at: 8 };
  let imported = 0;
  let data = 0;
  const sizes = [];
  let names = new Map();
  while (reader.at < wasm.length) {
    const id = wasm[reader.at++];
    const end = number(reader) + reader.at;
    const { at } = reader;
    if (id === 2) imported = countImports(reader);
    if (id === 10) for (let left = number(reader); left > 0; left--) sizes.push(skip(reader));
    if (id === 11) data = end - at;
    if (id === 0 && text(reader) === "name") names = functionNames(reader, end);
    reader.at = end;
  }
  const code = new Map();
  sizes.forEach((size, index) => {
    const name = names.get(imported + index) ?? "(without a name)";
    code.set(name, (code.get(name) ?? 0) + size);
  });
  return { code, data };
}

/** LEB128. */
function number(reader) {
  let value = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = reader.bytes[reader.at++];
    value += (byte & 127) * shift;
    if (byte < 128) return value;
  }
}

function text(reader) {
  const length = number(reader);
  reader.at += length;
  return reader.bytes.toString("utf8", reader.at - length, reader.at);
}

/** Passes over something that begins with its size. */
function skip(reader) {
  const size = number(reader);
  reader.at += size;
  return size;
}

/** Functions among the imports, which come first in the numbering. */
function countImports(reader) {
  let functions = 0;
  for (let left = number(reader); left > 0; left--) {
    text(reader);
    text(reader);
    const kind = reader.bytes[reader.at++];
    if (kind !== 0)
      throw new Error(`an import of kind ${kind}, which .ci/parts/wasm.mjs does not read`);
    number(reader);
    functions += 1;
  }
  return functions;
}

function functionNames(reader, end) {
  const names = new Map();
  while (reader.at < end) {
    const id = reader.bytes[reader.at++];
    const next = number(reader) + reader.at;
    if (id === 1)
      for (let left = number(reader); left > 0; left--) names.set(number(reader), text(reader));
    reader.at = next;
  }
  return names;
}
