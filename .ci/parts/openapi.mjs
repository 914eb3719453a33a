// The tests of docs/openapi.yaml, and Schemathesis: it makes up requests from the description, right
// and wrong ones, and holds the sandbox's answers to it.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ask, attempt, root, run, Stop, say, seconds, target } from "./process.mjs";

const SCHEMATHESIS = "4.32.5";
const PYTHONS = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];
const AT_LEAST = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
/** Requests an operation and phase; together some 800, the same ones each time. */
const CASES = ["--max-examples=25", "--seed=1", "--generation-database=none", "--warnings=off"];
const KEY = "sk_test_new_schemathesis";

/** The program, installed to a cache directory, or undefined where there is no Python for it. */
async function needSchemathesis() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const home = join(cache, "customers-client", `schemathesis-${SCHEMATHESIS}`);
  const program = join(home, "bin", "st");
  if (ask(program, "--version")?.endsWith(SCHEMATHESIS)) return program;
  const python = PYTHONS.find((name) => ask(name, "-c", AT_LEAST) !== undefined);
  if (!python) return undefined;
  const since = Date.now();
  say(`installing schemathesis ${SCHEMATHESIS} to ${home} (once; under a minute)`);
  await run(python, ["-m", "venv", "--clear", home]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await run(join(home, "bin", "python"), [...pip, `schemathesis==${SCHEMATHESIS}`]);
  if (!existsSync(program)) throw new Stop(`pip has not put ${program} there`);
  say(`schemathesis installed in ${seconds(since)}`);
  return program;
}

/** A customer with an address, for requests that are to get further than to a 404. */
async function createIds(url, { NewCustomer, NewAddress }) {
  const create = async (path, body) => {
    const response = await fetch(`${url}/v1/customers/${path}`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${KEY}:`)}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.status !== 201) throw new Stop(`the sandbox answered ${response.status}`);
    return (await response.json()).id;
  };
  const customer = await create("", NewCustomer.example);
  const address = await create(`${customer}/addresses/`, NewAddress.example);
  return { CUSTOMER_ID: customer, ADDRESS_ID: address };
}

/** Resolves to an exit code. */
export async function schemathesis(url) {
  const program = await needSchemathesis();
  if (!program) {
    say("Schemathesis was skipped: there is no Python 3.10 or newer with venv on PATH");
    return 0;
  }
  const { accepted } = await import("../../tests/openapi/accepted.mjs");
  const { description } = await import("../../tests/openapi/description.mjs");
  const ids = await createIds(url, description.components.schemas);
  const folder = join(target, "openapi");
  const file = join(folder, "accepted.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(accepted(description), null, 1));
  const config = ["--config-file", "tests/openapi/schemathesis.toml"];
  const server = ["--url", url, "--auth", `${KEY}:`];
  return attempt(program, [...config, "run", file, ...server, ...CASES, "--no-color"], {
    env: {
      ...ids,
      SCHEMATHESIS_HOOKS: "hooks",
      PYTHONPATH: join(root, "tests/openapi"),
      PYTHONDONTWRITEBYTECODE: "1",
      HYPOTHESIS_STORAGE_DIRECTORY: folder,
    },
  });
}
