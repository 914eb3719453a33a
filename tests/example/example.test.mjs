// The worked example of CONTRIBUTING.md: get-address.patch adds an operation. Here it is applied to a
// copy of the tree, in target/example, which then has to pass what a contributor would run.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const patch = fileURLToPath(new URL("get-address.patch", import.meta.url));
const target = resolve(root, process.env.CARGO_TARGET_DIR || "target");
const home = join(target, "example");
const tree = join(home, "tree");

/** Runs a program to its end, which has to be a good one; answers what it printed. */
function run(cwd, program, ...args) {
  const env = {
    ...process.env,
    // To cargo the copy's crates are this project's own: in one directory they would be mixed up.
    CARGO_TARGET_DIR: join(home, "target"),
    CARGO_TERM_COLOR: "never",
    // Above the copy there is a repository to which it does not belong.
    GIT_CEILING_DIRECTORIES: home,
  };
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  const end = `${stdout}${stderr}`.split("\n").slice(-60).join("\n");
  assert.equal(status, 0, `${program} ${args.join(" ")}\n${end}`);
  return stdout;
}

const cargo = (...args) => run(tree, "cargo", ...args);

/** Puts the patched files into the tree; what is there already keeps its time, and is not built again. */
function prepare() {
  const next = join(home, "next");
  rmSync(next, { recursive: true, force: true });
  const apart = ["bench", "tests/consumers", "tests/fuzz"].map((folder) => `:!${folder}`);
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ".", ...apart];
  const names = run(root, "git", ...list)
    .trim()
    .split("\n");
  for (const name of names)
    if (existsSync(join(root, name))) copy(join(root, name), join(next, name));
  run(next, "git", "apply", patch);
  // The package's declarations are where a user has them.
  for (const name of ["index.d.ts", "index.d.cts"])
    copy(join(next, "src/js/types.d.ts"), join(next, "pkg", name));
  copy(join(next, "src/js/wasm.d.ts"), join(next, "pkg/wasm.d.ts"));

  for (const name of filesIn(tree)) if (!existsSync(join(next, name))) rmSync(join(tree, name));
  for (const name of filesIn(next)) {
    const [from, to] = [join(next, name), join(tree, name)];
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) copy(from, to);
  }
  const packages = join(home, "node_modules");
  if (!existsSync(packages)) symlinkSync(join(root, "node_modules"), packages, "junction");
}

function filesIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  return names.filter((name) => statSync(join(folder, name)).isFile());
}

/**
 * What this project's own tests have compiled of other people's crates is as good here. Where that
 * cannot be had (cargo is at work on it at this moment), the crates are compiled once more.
 */
function takeCrates() {
  const [from, to] = [join(target, "debug"), join(home, "target/debug")];
  if (!existsSync(from) || existsSync(to)) return;
  const filter = (path) => !OURS.test(basename(path));
  try {
    for (const folder of [".fingerprint", "build", "deps"])
      cpSync(join(from, folder), join(to, folder), {
        recursive: true,
        preserveTimestamps: true,
        filter,
      });
  } catch {
    rmSync(to, { recursive: true, force: true });
  }
}
const OURS = /^(lib)?(customers|sandbox|native|browser|api|process)[_-]/;

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

const touched = () =>
  run(root, "git", "apply", "--numstat", patch)
    .trim()
    .split("\n")
    .map((line) => line.split("\t")[2]);

before(() => {
  prepare();
  takeCrates();
});

test("CONTRIBUTING.md counts the files that it touches, and names each of them", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const files = touched();
  assert.match(text, new RegExp(`\\b${files.length} files\\b`));
  for (const file of files) assert.ok(text.includes(`\`${file}\``), file);
});

test("it is formatted", () => {
  cargo("fmt", "--all", "--check");
  const files = touched().filter((file) => /\.(mjs|js|ts)$/.test(file));
  run(tree, "biome", "check", "--error-on-warnings", "--no-errors-on-unmatched", ...files);
});

test("the client's native tests pass, and the sandbox answers it", () => {
  // Of the whole workspace, as `npm test -- native` has it: so the other crates have to do the same.
  const said = cargo("test", "--workspace", "--lib", "--test", "native", "--test", "api");
  for (const name of ["requests::every_operation_sends_what", "addresses::one_is_as_the_list"])
    assert.match(said, new RegExp(`^test ${name}\\S* \\.\\.\\. ok$`, "m"));
});

test("the module and the tests for browsers compile, and clippy finds nothing", () => {
  const wasm = ["--package", "customers-client", "--target", "wasm32-unknown-unknown"];
  cargo("clippy", ...wasm, "--all-targets", "--", "--deny", "warnings");
});

test("the declarations are the agreed ones, each with its documentation", () => {
  run(tree, "tsc", "--project", "tests/types");
  run(tree, process.execPath, "--test", "tests/types/documented.test.mjs");
});
