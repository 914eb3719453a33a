// One call after another in one page: list, get, create, and the check of forms. In every round
// every client has its turn, in a new order.

import { openBench } from "../browser.mjs";
import { CLIENTS, clientPath, FETCH_DEFAULT, FORMS, OURS } from "../bundle.mjs";
import { compare, shuffled } from "../statistics.mjs";

const OPERATIONS = {
  list10: "list() of 10 customers",
  list100: "list() of 100 customers",
  get: "get()",
  create: "create()",
  memory100: "list() of 100, answered from memory",
  memoryGet: "get(), answered from memory",
};
/** A sample shorter than this says more about the timer and the scheduler than about a client. */
const SAMPLE_MS = 15;
const WARM_UP = 3;
const CALLERS = ["fetch", FETCH_DEFAULT, ...CLIENTS.filter((name) => name !== "fetch")];

export async function loadClients(ask, names = CLIENTS) {
  await ask("load", Object.fromEntries(names.map((name) => [name, clientPath(name)])));
}

export async function measureCalls({ browser, origin, rounds, wants, tell }) {
  const bench = await openBench(browser, origin);
  await loadClients(bench.ask, CALLERS);
  const checking = await bench.ask("compare");
  const rows = [];
  for (const [id, title] of Object.entries(OPERATIONS)) {
    if (!wants("calls")) break;
    tell(title);
    const callers = id.startsWith("memory") ? CLIENTS : CALLERS;
    const batch = await warmUp(bench.ask, id, callers);
    const samples = [];
    for (let i = 0; i < rounds; i++)
      samples.push(await bench.ask("round", id, shuffled(callers), batch));
    const note = `${rounds} rounds of ${batch} calls`;
    const clients = compare(samples, callers, "fetch");
    const row = { id, title, unit: "ms", base: "fetch", note, clients };
    if (callers === CALLERS) row.toDefault = compare(samples, [OURS], FETCH_DEFAULT)[OURS].ratio;
    rows.push(row);
  }
  if (wants("check")) {
    const title = `check of ${FORMS.toLocaleString("en")} forms`;
    tell(title);
    const samples = [];
    for (let i = 0; i < rounds + 10; i++)
      samples.push(await bench.ask("checkForms", shuffled(checking)));
    const clients = compare(samples.slice(10), checking, "zod");
    const note = `${rounds} rounds; fetch and ky check nothing`;
    rows.push({ id: "check", title, unit: "ms", base: "zod", note, clients });
  }
  await bench.close();
  return rows;
}

/** Makes calls until the engine has compiled the code; answers how many calls make a sample. */
async function warmUp(ask, id, callers) {
  let batch = 10;
  for (let i = 0; i < WARM_UP; i++) {
    const { fetch: ms } = await ask("round", id, shuffled(callers), Math.max(batch, 30));
    batch = Math.min(200, Math.max(4, Math.ceil(SAMPLE_MS / ms)));
  }
  return batch;
}
