// What 5,000 calls leave behind, and what a long walk holds: the module's memory and, where the
// browser tells it, the JavaScript heap after garbage collection. Every client in a fresh page.

import { openBench } from "../browser.mjs";
import { CLIENTS, OURS } from "../bundle.mjs";
import { loadClients } from "./calls.mjs";

const WARM_UP = 500;
const MB = 1024 * 1024;

export async function measureMemory({ browser, origin, calls, walked, hasHeap, tell }) {
  const title = `memory after ${calls.toLocaleString("en")} calls`;
  const clients = {};
  for (const name of hasHeap ? CLIENTS : [OURS]) {
    tell(`${title}: ${name}`);
    const bench = await openBench(browser, origin);
    await loadClients(bench.ask, [name]);
    await bench.ask("call", name, WARM_UP);
    const before = await memoryOf(bench, hasHeap);
    await bench.ask("call", name, calls);
    const after = await memoryOf(bench, hasHeap);
    clients[name] = { before, after };
    await bench.close();
  }
  const note = `list 10, get, create, list 100 in turn, after ${WARM_UP} to warm up; heap after garbage collection`;
  const rows = [{ id: "memory", title, unit: "MB", note, memory: clients }];
  rows.push(await longWalk({ browser, origin, walked, hasHeap, tell }));
  return rows;
}

/** Measures a walk at several places, to see which memory grows with the customers that it has seen. */
async function longWalk({ browser, origin, walked, hasHeap, tell }) {
  const title = `memory while listAll() walks ${walked.toLocaleString("en")} customers`;
  tell(title);
  const bench = await openBench(browser, origin);
  await loadClients(bench.ask, [OURS]);
  const stops = {};
  for (const share of [0, 0.05, 0.25, 0.5, 1]) {
    const at = Math.max(1, walked * share);
    await bench.ask("walkTo", OURS, `/api/of-${walked}`, at);
    stops[`after ${at.toLocaleString("en")}`] = { after: await memoryOf(bench, hasHeap) };
  }
  await bench.close();
  const note = "listAll() remembers each id, so that no customer comes twice";
  return { id: "long-walk", title, unit: "MB", note, memory: stops };
}

async function memoryOf({ page, wasmBytes }, hasHeap) {
  const wasm = (await wasmBytes()) / MB;
  if (!hasHeap) return { wasm };
  const session = await page.createCDPSession();
  // Twice: the second collection takes what finalizers have released after the first.
  for (let i = 0; i < 2; i++) {
    await session.send("HeapProfiler.collectGarbage");
    await new Promise((done) => setTimeout(done, 100));
  }
  const { usedSize, embedderHeapUsedSize = 0 } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return { wasm, heap: (usedSize + embedderHeapUsedSize) / MB };
}
