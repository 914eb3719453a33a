// Tools that are fetched ready-made: they are installed only where their checksum is right.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { fromRelease, installPrebuilt } from "../../.ci/parts/prebuilt.mjs";

const machine = { x64: "x86_64", arm64: "aarch64" }[process.arch];
const system = {
  linux: "unknown-linux-musl",
  darwin: "apple-darwin",
  win32: "pc-windows-msvc",
}[process.platform];
const NAME = `wasm-pack-v9.9.9-${machine}-${system}`;
const SCRIPT = "#!/bin/sh\necho wasm-pack 9.9.9\n";

let folder, home, archive, server, api;
let answer;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "customers-client-"));
  mkdirSync(join(folder, NAME));
  writeFileSync(join(folder, NAME, "wasm-pack"), SCRIPT);
  chmodSync(join(folder, NAME, "wasm-pack"), 0o755);
  writeFileSync(join(folder, NAME, "README.md"), "not a program");
  spawnSync("tar", ["-czf", "archive.tar.gz", NAME], { cwd: folder });
  archive = readFileSync(join(folder, "archive.tar.gz"));
  server = createServer((request, response) => answer(request, response));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  api = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  home = mkdtempSync(join(folder, "home-"));
  answer = release();
});

/** Answers as GitHub does: a release with its assets, and the archive. */
function release({ digest = `sha256:${sha256(archive)}`, name = `${NAME}.tar.gz` } = {}) {
  return ({ url }, response) => {
    if (url === "/archive") return response.end(archive);
    assert.equal(url, "/repos/wasm-bindgen/wasm-pack/releases/tags/v9.9.9");
    const others = [{ name: "wasm-pack-v9.9.9-riscv64-unknown-none.tar.gz", digest: null }];
    const asset = { name, digest, browser_download_url: `${api}/archive` };
    response.end(JSON.stringify({ assets: [...others, asset] }));
  };
}
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const take = (answer = 20_000) =>
  fromRelease("wasm-pack", "9.9.9", home, api, { answer, arrival: 20_000 });

test("an archive with the right digest is unpacked, its program only, ready to run", async () => {
  assert.equal(await take(), true);
  assert.deepEqual(readdirSync(join(home, "bin")), ["wasm-pack"]);
  assert.deepEqual(readdirSync(home), ["bin"]);
  const { stdout } = spawnSync(join(home, "bin/wasm-pack"), { encoding: "utf8" });
  assert.equal(stdout, "wasm-pack 9.9.9\n");
});

for (const [what, wrong] of [
  ["another digest than it should have", { digest: `sha256:${"0".repeat(64)}` }],
  ["no digest", { digest: null }],
  ["nothing for this machine", { name: "wasm-pack-v9.9.9-sparc64-unknown-linux-musl.tar.gz" }],
]) {
  test(`a release with ${what} is not used, and leaves nothing behind`, async () => {
    answer = release(wrong);
    assert.equal(await take(), false);
    assert.deepEqual(readdirSync(home), []);
  });
}

test("what is no archive is not used, whatever its digest", async () => {
  const whole = archive;
  archive = Buffer.from("not an archive");
  answer = release();
  assert.equal(await take(), false);
  archive = whole;
  assert.equal(existsSync(join(home, "bin/wasm-pack")), false);
});

test("a release that is not there is none", async () => {
  answer = (_, response) => response.writeHead(404).end();
  assert.equal(await take(), false);
});

/** How many requests `body` makes. */
async function asked(body) {
  const original = globalThis.fetch;
  let count = 0;
  globalThis.fetch = (...args) => {
    count += 1;
    return original(...args);
  };
  try {
    await body();
  } finally {
    globalThis.fetch = original;
  }
  return count;
}

test("where nobody watches nothing is fetched", async () => {
  const { CI } = process.env;
  process.env.CI = "true";
  const count = await asked(() => installPrebuilt("wasm-pack", "wasm-pack", "9.9.9", home));
  if (CI === undefined) delete process.env.CI;
  else process.env.CI = CI;
  assert.equal(count, 0);
});

test("who does not answer is not waited for, nor asked again", async () => {
  const { CI } = process.env;
  delete process.env.CI;
  answer = () => {};
  const count = await asked(async () => {
    assert.equal(await take(200), false);
    assert.equal(await installPrebuilt("wasm-pack", "wasm-pack", "9.9.9", home), false);
  });
  if (CI !== undefined) process.env.CI = CI;
  assert.equal(count, 1);
});

test("cargo-binstall is asked first where it is installed, and compiles nothing", {
  skip: process.platform === "win32",
}, async () => {
  const own = join(folder, "own");
  mkdirSync(own);
  const script = `#!/bin/sh\necho 1.0.0\necho "$@" >> ${join(own, "asked")}\n`;
  writeFileSync(join(own, "cargo-binstall"), script);
  chmodSync(join(own, "cargo-binstall"), 0o755);
  const path = process.env.PATH;
  process.env.PATH = own + delimiter + path;
  try {
    assert.equal(await installPrebuilt("wasm-bindgen", "wasm-bindgen-cli", "9.9.9", home), true);
  } finally {
    process.env.PATH = path;
  }
  const [version, install] = readFileSync(join(own, "asked"), "utf8").trim().split("\n");
  assert.equal(version, "-V");
  const flags = "--no-confirm --disable-strategies quick-install,compile";
  assert.equal(install, `${flags} --root ${home} wasm-bindgen-cli@9.9.9`);
});

test("a tool that nobody publishes is compiled", async () => {
  assert.equal(await installPrebuilt("cargo-fuzz", "cargo-fuzz", "9.9.9", home), false);
});
