// A fresh project of somebody else's: the packed tarball, installed outside this repository.

import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const APP = ["app.js", "app-worker.js", "worker.js"];

/** What the projects are told: nothing of the npm that runs the tests, and no telemetry. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|NODE_ENV$|NODE_TEST)/.test(name),
  ),
);
Object.assign(env, { NEXT_TELEMETRY_DISABLED: "1" });

/** Runs a program to its end; what it said is in the error when it fails. */
export async function run(cwd, program, ...args) {
  try {
    const { stdout } = await promisify(execFile)(program, args, { cwd, env, maxBuffer: 1e8 });
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}:\n${error.stdout}\n${error.stderr}`);
  }
}

/** A place for the tarball and the projects of one file of tests. */
export async function workshop() {
  const directory = await mkdtemp(join(tmpdir(), "customers-client-"));
  // pkg/ has been built, and npm is not to build it for each file of tests again.
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", directory];
  const [{ filename, files }] = JSON.parse(await run(root, "npm", ...args));
  return {
    tarball: join(directory, filename),
    files: files.map(({ path }) => path).sort(),

    /** Puts a fixture into a project. */
    add: (fixture, project) => cp(join(here, fixture), project, { recursive: true }),

    /** A copy of the fixture and of what it builds, with its own packages and ours. */
    async project(fixture, files = {}) {
      const project = join(directory, fixture);
      for (const file of APP) await cp(join(here, file), join(project, file));
      await cp(join(here, fixture), project, { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
      const options = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
      await run(project, "npm", "install", ...options, join(directory, filename));
      return project;
    },

    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A server of the project's own: a program that takes `--port`. */
export async function startServer(project, script, args, more = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, [script, ...args, "--port", `${port}`], {
    cwd: project,
    env: { ...env, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  const end = new Promise((done) => child.once("close", done));
  const url = `http://127.0.0.1:${port}/`;
  for (const late = Date.now() + 30_000; ; await new Promise((next) => setTimeout(next, 100))) {
    if (await fetch(url).catch(() => undefined)) break;
    if (child.exitCode === null && Date.now() < late) continue;
    child.kill();
    throw new Error(`${script} does not answer:\n${said}`);
  }
  return {
    url,
    stop: () => {
      child.kill();
      return end;
    },
  };
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
