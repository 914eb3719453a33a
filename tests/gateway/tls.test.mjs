// The gateway sends the key only to a service whose certificate is the right one.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startGateway } from "./gateway.mjs";
import { send, startService } from "./service.mjs";

const NAME = "service.test";
let right, other, service;

before(async () => {
  right = selfSigned(NAME);
  other = selfSigned("other.test");
  service = await startService(right);
});
after(() => service?.stop());

/** @param {string} name @returns {{ key: string, cert: string }} */
function selfSigned(name) {
  const home = mkdtempSync(join(tmpdir(), "certificate-"));
  const files = ["-keyout", join(home, "key"), "-out", join(home, "cert")];
  const kind = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
  const whose = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync("openssl", [...kind.split(" "), ...files, ...whose], { stdio: "pipe" });
  const read = (file) => readFileSync(join(home, file), "utf8");
  const pair = { key: read("key"), cert: read("cert") };
  rmSync(home, { recursive: true });
  return pair;
}

/**
 * A list through a gateway that has to do with the service at `port` under its name.
 * @param {number} port
 * @param {string} [ca]
 */
async function listThrough(port, ca) {
  const upstream = `upstream ${NAME} { server 127.0.0.1:${port}; }`;
  const gateway = await startGateway({ service: `https://${NAME}`, ca, upstream });
  try {
    return await send(gateway.url, "/api/v1/customers/");
  } finally {
    await gateway.stop();
  }
}

test("a service with a good certificate is asked under its own name", async () => {
  assert.equal((await listThrough(service.port, right.cert)).status, 200);
  const [{ headers, servername }] = service.take();
  assert.deepEqual([headers.host, servername], [NAME, NAME]);
});

test("a certificate that nobody vouches for gets no request", async () => {
  assert.equal((await listThrough(service.port)).status, 502);
  assert.deepEqual(service.take(), []);
});

test("a certificate for another name gets no request", async () => {
  const impostor = await startService(other);
  try {
    assert.equal((await listThrough(impostor.port, other.cert)).status, 502);
    assert.deepEqual(impostor.take(), []);
  } finally {
    impostor.stop();
  }
});
