// All of 5,000 customers, with 40 ms before every answer: `listAll`, and page by page.

import { openBench } from "../browser.mjs";
import { CLIENTS, OURS } from "../bundle.mjs";
import { compare, shuffled } from "../statistics.mjs";
import { loadClients } from "./calls.mjs";

const TOTAL = 5_000;
const WAIT_MS = 40;
const BASE = "fetch, one by one";
export const LIST_ALL = `${OURS}, listAll()`;

export async function measureWalk({ browser, origin, rounds, tell }) {
  const title = `walking 5,000 customers, ${WAIT_MS} ms per request`;
  tell(title);
  const bench = await openBench(browser, origin);
  await loadClients(bench.ask);
  const base = `/api/wait-${WAIT_MS}/of-${TOTAL}`;
  const walks = { [LIST_ALL]: [OURS, true] };
  for (const name of CLIENTS) walks[`${name}, one by one`] = [name, false];
  // The server makes each page once, and keeps it.
  await bench.ask("walk", "fetch", `/api/of-${TOTAL}`, TOTAL);
  const samples = [];
  for (let i = 0; i < rounds; i++) {
    const sample = {};
    for (const name of shuffled(Object.keys(walks))) {
      const [client, isListAll] = walks[name];
      sample[name] = await bench.ask("walk", client, base, TOTAL, isListAll);
    }
    samples.push(sample);
  }
  await bench.close();
  const clients = compare(samples, Object.keys(walks), BASE);
  const note = `${rounds} rounds; pages of 100; listAll() with its default of 6 in flight`;
  return [{ id: "walk", title, unit: "ms", base: BASE, note, clients }];
}
