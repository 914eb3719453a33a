// A fresh project of a consumer's, outside this repository, with the packed tarball installed.

import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
/** What the projects build and run. */
const PROGRAMS = ["app.js", "app-worker.js", "worker.js", "list.js", "program.js"];
/** Some frameworks want a newer Node than the package does: this one, or a newer. */
const NEWER = [24, 15];
const BUILD_MS = 300_000;

/** What the projects are told: nothing of the npm that runs the tests, and no telemetry. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|NODE_ENV$|NODE_TEST)/.test(name),
  ),
);
Object.assign(environment, {
  ASTRO_TELEMETRY_DISABLED: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NUXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  PATH: dirname(process.execPath) + delimiter + process.env.PATH, // so that "node" is this one
});

/** Runs a program to its end; what it said is in the error when it fails. */
export async function run(cwd, program, ...args) {
  const options = { cwd, env: environment, maxBuffer: 1e8, timeout: BUILD_MS };
  try {
    const { stdout } = await promisify(execFile)(program, args, options);
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}:\n${error.stdout}\n${error.stderr}`);
  }
}

/** A program of those here, with the entry that holds the module. */
export function inlined(file) {
  const text = readFileSync(join(here, file), "utf8");
  return { [file]: text.replace('"customers-client"', '"customers-client/inline"') };
}

/** A place for the tarball and the projects of one file of tests. */
export async function workshop() {
  const directory = await mkdtemp(join(tmpdir(), "customers-client-"));
  // pkg/ has been built, and npm is not to build it for each file of tests again.
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", directory];
  const [{ filename, files }] = JSON.parse(await run(root, "npm", ...args));

  /** A copy of the fixture and of what it builds, with its own packages and ours. */
  async function project(fixture, files = {}) {
    const project = join(directory, fixture);
    for (const file of PROGRAMS) await cp(join(here, file), join(project, file));
    await cp(join(here, fixture), project, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
    const options = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    await run(project, "npm", "install", ...options, join(directory, filename));
    return project;
  }

  return {
    directory,
    tarball: join(directory, filename),
    files: files.map(({ path }) => path).sort(),
    project,

    /** Puts a fixture into a project. */
    add: (fixture, project) => cp(join(here, fixture), project, { recursive: true }),

    /** From here on, "node" is one that is new enough for every framework. */
    async useNewerNode() {
      const [major, minor] = process.versions.node.split(".").map(Number);
      if (major > NEWER[0] || (major === NEWER[0] && minor >= NEWER[1])) return;
      const bin = join(await project("node-24"), "node_modules/.bin");
      environment.PATH = bin + delimiter + environment.PATH;
    },

    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A server of the project's own: a program that takes `--port`, or PORT. */
export async function startServer(project, script, args = [], more = {}) {
  const port = await freePort();
  const child = spawn("node", [script, ...args, "--port", `${port}`], {
    cwd: project,
    env: { ...environment, HOST: "127.0.0.1", PORT: `${port}`, ...more },
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
