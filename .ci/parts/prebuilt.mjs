// wasm-pack and the wasm-bindgen CLI as their makers publish them, ready to run: compiling both
// takes minutes, fetching them seconds. Whatever goes wrong here, the answer is no, and tools.mjs
// compiles them.
//
// A fetched archive is used only when its SHA-256 is the digest that GitHub made of the asset when
// it was published. That finds a damaged or exchanged file; it trusts the release as such, as
// cargo-binstall does. Where nobody watches (CI, and so every release) nothing is fetched: there
// the tools are compiled from what the registry has.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, attempt, say } from "./process.mjs";

const RELEASES = {
  "wasm-pack": (version) => `wasm-bindgen/wasm-pack/releases/tags/v${version}`,
  "wasm-bindgen": (version) => `wasm-bindgen/wasm-bindgen/releases/tags/${version}`,
};

const MACHINES = { x64: "x86_64", arm64: "aarch64" };
const SYSTEMS = {
  linux: "unknown-linux-(musl|gnu)",
  darwin: "apple-darwin",
  win32: "pc-windows-msvc",
};

const MINUTE = 60_000;
/** Milliseconds: for an answer, and for all of it to arrive. */
const PATIENCE = { answer: 5_000, arrival: MINUTE };

let isOutOfReach = false;

/**
 * Puts a tool's programs into `home`/bin, if that can be done without compiling.
 * @returns {Promise<boolean>}
 */
export async function installPrebuilt(tool, crate, version, home) {
  if (!(tool in RELEASES)) return false;
  if (await byBinstall(crate, version, home)) return true;
  if (process.env.CI || isOutOfReach) return false;
  return fromRelease(tool, version, home);
}

/** By cargo-binstall, where that is installed; from the crate's own release only. */
async function byBinstall(crate, version, home) {
  if (!ask("cargo-binstall", "-V")) return false;
  const flags = ["--no-confirm", "--disable-strategies", "quick-install,compile"];
  const args = [...flags, "--root", home, `${crate}@${version}`];
  return (await attempt("cargo-binstall", args, { timeout: MINUTE })) === 0;
}

/** From the tool's release on GitHub. The last two arguments are there for the tests. */
export async function fromRelease(
  tool,
  version,
  home,
  api = "https://api.github.com",
  patience = PATIENCE,
) {
  try {
    const { url, digest } = await assetOf(`${api}/repos/${RELEASES[tool](version)}`, patience);
    say(`fetching ${url}`);
    const response = await fetch(url, { signal: AbortSignal.timeout(patience.arrival) });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const found = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    if (found !== digest) throw new Error(`${url} is ${found}, and should be ${digest}`);
    await unpack(bytes, tool, home);
    return true;
  } catch (error) {
    // No connection at all is not tried a second time.
    isOutOfReach ||= error.name === "TimeoutError" || error.message === "fetch failed";
    const cause = error.cause?.code ?? error.cause?.message;
    say(`no prebuilt ${tool}: ${error.message}${cause ? ` (${cause})` : ""}`);
    return false;
  }
}

/** This machine's archive in a release, and the digest that it must have. */
async function assetOf(release, { answer }) {
  const response = await fetch(release, {
    headers: { Accept: "application/vnd.github+json", "User-Agent": "customers-client" },
    signal: AbortSignal.timeout(answer),
  });
  if (!response.ok) throw new Error(`${release} answered ${response.status}`);
  const { assets } = await response.json();
  const ours = new RegExp(
    `${MACHINES[process.arch]}-${SYSTEMS[process.platform]}\\.(tar\\.gz|tgz)$`,
  );
  const asset = assets.find(({ name }) => ours.test(name));
  if (!asset) throw new Error(`${release} has nothing for ${process.platform} ${process.arch}`);
  if (!/^sha256:[0-9a-f]{64}$/.test(asset.digest ?? ""))
    throw new Error(`${release} has no digest of ${asset.name}`);
  return { url: asset.browser_download_url, digest: asset.digest };
}

/** The programs that are called like the tool, out of an archive that has been checked. */
async function unpack(bytes, tool, home) {
  mkdirSync(join(home, "bin"), { recursive: true });
  const folder = mkdtempSync(join(home, "fetched-"));
  try {
    const archive = join(folder, "archive.tar.gz");
    writeFileSync(archive, bytes);
    if ((await attempt("tar", ["-xzf", archive, "-C", folder])) !== 0)
      throw new Error("tar could not read it");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const programs = files.filter((file) => file.isFile() && file.name.startsWith(tool));
    for (const { parentPath, path, name } of programs)
      copyFileSync(join(parentPath ?? path, name), join(home, "bin", name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
