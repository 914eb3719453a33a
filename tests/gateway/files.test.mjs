// The page's files as the gateway serves them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startGateway } from "./gateway.mjs";
import { send } from "./service.mjs";

let gateway;

before(async () => {
  gateway = await startGateway({ service: "http://127.0.0.1:9" });
});
after(() => gateway?.stop());

const ask = (path, options) => send(gateway.url, path, options);

for (const [path, type] of [
  ["/", "text/html"],
  ["/desk.js", "text/javascript"],
  ["/deployment.js", "text/javascript"],
  ["/base.css", "text/css"],
  ["/icon.svg", "image/svg+xml"],
  ["/customers-client/index.js", "text/javascript"],
  ["/customers-client/customers_client_bg.wasm", "application/wasm"],
  ["/not-there.js", "text/html"], // nginx's own 404
]) {
  test(`${path} is ${type}, under the policy, and asked for anew each time`, async () => {
    const { status, headers } = await ask(path, { headers: { "Accept-Encoding": "gzip" } });
    assert.equal(status, path.includes("not-there") ? 404 : 200);
    assert.equal(headers["content-type"], type);
    assert.equal(headers["cache-control"], "no-cache");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(
      headers["content-security-policy"],
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
        "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
    if (/\.(js|wasm|css)$/.test(path) && status === 200 && path !== "/deployment.js") {
      assert.equal(headers["content-encoding"], "gzip");
      assert.match(headers.etag, /^W\//);
    }
  });
}

test("a file that has not changed is not sent again", async () => {
  const { headers } = await ask("/desk.js");
  const again = await ask("/desk.js", { headers: { "If-None-Match": headers.etag } });
  assert.equal(again.status, 304);
});

test("what is no part of the page is not there", async () => {
  for (const path of [
    "/gateway/nginx.conf",
    "/gateway/",
    "/gateway%2Fnginx.conf",
    "/x/../gateway/nginx.conf",
    "//gateway/nginx.conf",
    "/customers-client/.stamp",
    "/customers-client../Cargo.toml",
    "/customers-client/..%2fCargo.toml",
    "/customers-key.conf",
    "/.git/config",
    "/%2egit/config",
    "/..%2fCargo.toml",
    "/../Cargo.toml",
  ]) {
    const { status, body } = await ask(path);
    assert.ok(status === 404 || status === 400, `${path}: ${status}`);
    assert.ok(!/customers_key|\[package\]/.test(body), path);
  }
});

test("files can only be read", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]) {
    assert.equal((await ask("/desk.js", { method })).status, 405, method);
  }
});
