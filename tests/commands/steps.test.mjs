// What a command prints: a line for each of its steps, and of a step that fails the end of its log.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const program = new URL("../../.ci/parts/process.mjs", import.meta.url).href;

let target;
before(() => {
  target = mkdtempSync(join(tmpdir(), "customers-client-"));
});
after(() => rmSync(target, { recursive: true }));

/** Runs a command whose body is `code`; what it printed, times left out. */
function command(code) {
  const text = `
    import { attempt, main, print, run, say, step, together, Stop } from "${program}";
    const node = (code) => [process.execPath, ["--eval", code]];
    main(async () => { ${code} });`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", text],
    { encoding: "utf8", env: { ...process.env, CARGO_TARGET_DIR: target } },
  );
  return { status, stdout, stderr: stderr.replaceAll(/ +\d+\.\d s$/gm, "") };
}
const log = (name) => readFileSync(join(target, "logs", `${name}.log`), "utf8");

test("a step is one line, and what its programs print is in its log", () => {
  const { status, stdout, stderr } = command(`
    await step("quiet", async () => {
      say("a note");
      print("a result");
      await run(...node("console.log('to stdout'); console.error('to stderr')"));
    });`);
  assert.deepEqual([status, stdout, stderr], [0, "", "✓ quiet\n"]);
  assert.equal(log("quiet"), "• a note\na result\nto stdout\nto stderr\n");
});

test("a step that fails shows the end of its log, and names it", () => {
  const { status, stderr } = command(`
    await step("loud one", () =>
      run(...node("for (let i = 1; i <= 100; i++) console.log('line ' + i); process.exit(3)")));`);
  assert.equal(status, 3);
  const lines = stderr.trim().split("\n");
  assert.deepEqual(lines.slice(0, 3), ["✗ loud one", "  … 40 lines before", "  │ line 41"]);
  assert.equal(lines[61], "  │ line 100");
  assert.match(lines[62], /^ {2}all of it: .*loud-one\.log$/);
  assert.match(lines[64], /^✗ failed with exit code 3: /);
  assert.match(log("loud-one"), /^line 1\n/);
});

test("a step that answers an exit code has failed too, and the command goes on", () => {
  const { status, stdout, stderr } = command(`
    const code = await step("judged", () => attempt(...node("process.exit(4)")));
    console.log("answered", code);`);
  assert.deepEqual([status, stdout], [0, "answered 4\n"]);
  assert.match(stderr, /^✗ judged\n/);
});

test("a step within another is a part of it", () => {
  const { stderr } = command(`
    await step("outer", () => step("inner", () => run(...node("console.log('from inner')"))));`);
  assert.equal(stderr, "✓ outer\n");
  assert.equal(log("outer"), "• inner\nfrom inner\n");
});

test("steps that run side by side keep their logs apart", () => {
  const { stderr } = command(`
    const one = (name) => step(name, () =>
      run(...node("setTimeout(() => console.log('" + name + "'), 100)")));
    await Promise.all([one("left"), one("right")]);`);
  assert.deepEqual(stderr.trim().split("\n").sort(), ["✓ left", "✓ right"]);
  assert.deepEqual([log("left"), log("right")], ["left\n", "right\n"]);
});

for (const [cores, order] of [
  [2, "first, first is over, second, second is over"],
  [4, "first, second, first is over, second is over"],
]) {
  test(`what can run side by side does so with four cores: here with ${cores}`, () => {
    const { status, stdout } = command(`
      const os = await import("node:os");
      os.default.availableParallelism = () => ${cores};
      (await import("node:module")).syncBuiltinESMExports();
      const said = [];
      const body = (name) => async () => {
        said.push(name);
        await new Promise((done) => setTimeout(done, 50));
        said.push(name + " is over");
      };
      await together(body("first"), body("second"));
      print(said.join(", "));`);
    assert.deepEqual([status, stdout], [0, `${order}\n`]);
  });
}

test("together ends in the error of whichever failed, once all have ended", () => {
  const { status, stdout, stderr } = command(`
    await together(
      async () => print("first"),
      async () => { throw new Stop("the second failed", 5); },
    );`);
  assert.deepEqual([status, stdout, stderr], [5, "first\n", "\n✗ the second failed\n"]);
});

test("what takes longer than ten seconds tells how far it is", () => {
  const { stderr } = command(`
    await step("slow", () =>
      run(...node("console.log('half of it'); setTimeout(() => {}, 12_500)")));`);
  assert.match(stderr, /^… slow 1\d s: half of it\n✓ slow\n$/);
});

test("outside of a step everything is printed as it comes", () => {
  const { stdout, stderr } = command(`
    say("a note");
    print("a result");
    await run(...node("console.log('from a program')"));`);
  assert.deepEqual([stdout, stderr], ["a result\nfrom a program\n", "• a note\n"]);
});
