// npm run deny: licences, sources and known vulnerabilities of the crates that go into the module.
// The advisories come from RustSec's database on GitHub: where that cannot be reached this says
// so, and fails only with --require-advisories (as continuous integration on GitHub has it).

import { attempt, main, Stop } from "../parts/process.mjs";
import { needCargoDeny, needNode, needRust } from "../parts/tools.mjs";

const REQUIRED = "--require-advisories";
const cargoDeny = (...args) =>
  attempt("cargo", ["deny", "--config", ".ci/settings/deny.toml", ...args]);

main(async ([option]) => {
  if (option && option !== REQUIRED)
    throw new Stop(`no such option: ${option}. There is ${REQUIRED}`);
  needNode();
  await needRust();
  await needCargoDeny();
  if ((await cargoDeny("check", "bans", "licenses", "sources")) !== 0)
    throw new Stop("licences, sources or copies of the module's crates: see above");

  if ((await cargoDeny("fetch", "db")) !== 0) {
    const told = "ADVISORIES NOT CHECKED: RustSec's database could not be fetched, see above";
    if (option === REQUIRED) throw new Stop(told);
    console.error(`\n✗ ${told}. Licences and sources are fine.`);
    return 0;
  }
  return cargoDeny("check", "advisories");
});
