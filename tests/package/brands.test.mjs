// Values that only call themselves a Blob, a signal or a response (by Symbol.toStringTag), or that
// throw when they are read, are faults: never a TypeError of the engine, and never a crash.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { branded, bytes, customer, failure, fresh, open, responseWith } from "./realm.mjs";
import { ana } from "./scripted.mjs";

describe("what only has the brand is a fault:", () => {
  const NO_FILE = "The submitted data was not a file. Check the encoding type on the form.";
  const NO_IMAGE = "The photo must be a JPEG or PNG image; this is something else.";
  const lame = ({ prototype }) => Object.create(prototype);

  for (const [what, photo] of Object.entries({
    "Object.create(Blob.prototype)": () => lame(Blob),
    "Object.create(File.prototype)": () => lame(File),
    "a Blob without a size": () => branded("Blob", {}),
    "a Blob that this engine has no use for": () =>
      branded("Blob", {
        size: 9,
        slice: () => new Blob([new Uint8Array([255, 216, 255, 0, 0, 0])]),
      }),
    "a Blob whose slice is none": () => branded("Blob", { size: 9, slice: () => 5 }),
    "a Blob whose bytes are none": () =>
      branded("Blob", { size: 9, slice: () => ({ arrayBuffer: async () => Symbol("bytes") }) }),
  })) {
    test(`${what} as a photo`, async () => {
      const error = await failure((await open()).update("c", { photo: photo() }));
      assert.deepEqual([error.code, Object.keys(error.fields)], ["invalid_input", ["photo"]]);
      // What cannot be read is no file, or none that is known.
      assert.ok([NO_FILE, NO_IMAGE].includes(error.fields.photo[0]), error.message);
    });
  }

  for (const [what, signal] of Object.entries({
    "Object.create(AbortSignal.prototype)": () => lame(AbortSignal),
    "a signal without the brand": () => ({
      aborted: false,
      addEventListener() {},
      removeEventListener() {},
    }),
    "a signal without aborted": () =>
      branded("AbortSignal", { addEventListener() {}, removeEventListener() {} }),
    "a signal without addEventListener": () => branded("AbortSignal", { aborted: false }),
    "an EventTarget": () => new EventTarget(),
  })) {
    test(`${what} as a signal`, async () => {
      const client = await open();
      for (const use of [
        (options) => client.get("c", options),
        (options) => client.create(ana, options),
        (options) => client.listAll({}, options).next(),
      ]) {
        const error = await failure(use({ signal: signal() }));
        assert.deepEqual([error.code, error.attempts], ["invalid_input", 0]);
        assert.deepEqual(error.fields, { signal: ["Not an AbortSignal."] });
      }
    });
  }

  const header = (name, value) =>
    responseWith({
      headers: branded("Headers", { get: (asked) => (asked === name ? value() : null) }),
    });
  const broken = () => {
    throw new Error("broken");
  };
  for (const [what, answer] of Object.entries({
    "Object.create(Response.prototype)": () => lame(Response),
    "a Response with nothing": () => branded("Response", {}),
    "Object.create(Headers.prototype)": () => responseWith({ headers: lame(Headers) }),
    "a Date that is no text": () => header("Date", () => 5),
    "a Retry-After that is no text": () => header("Retry-After", () => 5),
    "a Retry-After that throws": () => header("Retry-After", broken),
    "an X-Request-Id that is no text": () => header("X-Request-Id", () => ["r"]),
    "an X-Request-Id that throws": () => header("X-Request-Id", broken),
    "a view of bytes": () => responseWith({ arrayBuffer: async () => new Uint8Array(5) }),
    "an ArrayBuffer without bytes": () =>
      responseWith({
        arrayBuffer: async () =>
          Object.defineProperty(branded("ArrayBuffer", {}), "length", { get: broken }),
      }),
  })) {
    test(`${what} in an answer`, async () => {
      for (const use of [(client) => client.get("c"), (client) => client.create(ana)]) {
        const error = await failure(use(await open({ fetch: answer })));
        assert.deepEqual([error.code, error.attempts], ["unexpected_response", 1]);
        assert.equal(error.message, "The fetch function gave something that is not a response.");
      }
    });
  }

  for (const [what, source] of Object.entries({
    "Object.create(Response.prototype)": () => lame(Response),
    "Object.create(Request.prototype)": () => lame(Request),
    "Object.create(URL.prototype)": () => lame(URL),
    "Object.create(ArrayBuffer.prototype)": () => lame(ArrayBuffer),
    "Object.create(Uint8Array.prototype)": () => lame(Uint8Array),
    "Object.create(WebAssembly.Module.prototype)": () => lame(WebAssembly.Module),
    "a Response with nothing": () => branded("Response", {}),
  })) {
    test(`${what} as a module`, async () => {
      const { default: init, metadataSize } = await fresh(null);
      const error = await failure(init(source()));
      assert.deepEqual([error.code, error.attempts], ["load_failed", 0]);
      assert.ok(error.message.startsWith("The WebAssembly module could not be loaded from "));
      await init(bytes);
      assert.equal(metadataSize({}), 2);
    });
  }
});

describe("what throws when it is looked at is a fault:", () => {
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const nameless = () => ({
    get [Symbol.toStringTag]() {
      throw new Error("no brand");
    },
  });
  const hostile = () => new Proxy({}, new Proxy({}, { get: () => () => assert.fail("trap") }));
  for (const [what, make] of Object.entries({
    "a revoked Proxy": revoked,
    "a brand that throws": nameless,
    "a hostile Proxy": hostile,
  })) {
    for (const [where, [at, use]] of Object.entries({
      "an id": ["id", (client, value) => client.get(value)],
      "a query": ["search", (client, value) => client.search(value)],
      parameters: ["params", (client, value) => client.list(value)],
      "a parameter": ["page", (client, value) => client.list({ page: value })],
      "a call's options": ["options", (client, value) => client.get("c", value)],
      "a signal": ["signal", (client, value) => client.get("c", { signal: value })],
      "a form": ["non_field_errors", (client, value) => client.update("c", value)],
      "a field": ["phone", (client, value) => client.update("c", { phone: value })],
      metadata: ["metadata.a", (client, value) => client.update("c", { metadata: { a: value } })],
      "a photo": ["photo", (client, value) => client.update("c", { photo: value })],
    })) {
      test(`${what} as ${where}`, async () => {
        const client = await open();
        const error = await failure(use(client, make()));
        assert.deepEqual(
          [error.code, Object.keys(error.fields), error.attempts],
          ["invalid_input", [at], 0],
          error.message,
        );
        assert.equal((await client.get("c")).id, JSON.parse(customer).id, "it breaks nothing");
      });
    }
  }
});
