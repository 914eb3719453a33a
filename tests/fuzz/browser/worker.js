// Makes bodies, has the package's public methods answered with them, and judges what comes out.

import init, { CustomersClient } from "/pkg/index.js";
import { bodyOf, shrink } from "./bodies.js";
import { judge } from "./judge.js";

const REPORT_MS = 1000;

const CALLS = {
  get: (client) => client.get("c1"),
  update: (client) => client.update("c1", { phone: null }),
  create: (client) => client.create({ first_name: "A", last_name: "B", email: "a@b.co" }),
  list: (client, { page }) => client.list({ page }),
  search: (client, { page }) => client.search("Ana", { page }),
  listAddresses: (client) => client.listAddresses("c1"),
  updateAddress: (client) => client.updateAddress("c1", "a1", { city: "Cartago" }),
  createAddress: (client) =>
    client.createAddress("c1", { line1: "1", city: "2", postal_code: "3", country: "CR" }),
};

/** A client of its own for each call of a batch, so that its `fetch` knows what to answer with. */
function slot() {
  let body;
  const fetch = async () => new Response(body.bytes, { status: body.status });
  const client = new CustomersClient({ baseUrl: "http://127.0.0.1:1", fetch, maxRetries: 0 });
  return async (next) => {
    body = next;
    try {
      return { value: await CALLS[body.method](client, body) };
    } catch (error) {
      return { error };
    }
  };
}

async function work({ seed, first, count, batch, worker, workers }) {
  await init();
  const slots = Array.from({ length: batch }, slot);
  const known = new Set();
  let counts = {};
  let reported = Date.now();
  const report = (faults = []) => {
    postMessage({ counts, faults });
    counts = {};
    reported = Date.now();
  };
  const end = first + count;
  for (let from = first + worker * batch; from < end; from += workers * batch) {
    const bodies = [];
    for (let number = from; number < Math.min(from + batch, end); number++)
      bodies.push(bodyOf(seed, number));
    const outcomes = await Promise.all(bodies.map((body, index) => slots[index](body)));
    if (outcomes.some(({ error }) => error?.code === "load_failed"))
      throw new Error(`crashed: npm run fuzz -- browser ${batch} ${seed}:${from}`);
    for (const [index, body] of bodies.entries()) {
      const { verdict, fault } = judge(body, outcomes[index]);
      const counted = `${body.shape}: ${fault ? `FAULT ${fault}` : verdict}`;
      counts[counted] = (counts[counted] ?? 0) + 1;
      if (!fault || known.has(fault)) continue;
      known.add(fault);
      report([await described(body, fault, slots[0])]);
    }
    if (Date.now() - reported > REPORT_MS) report();
  }
  report();
  postMessage({ done: true });
}

async function described(body, fault, call) {
  const fails = async (bytes) => {
    const smaller = { ...body, bytes };
    return judge(smaller, await call(smaller)).fault === fault;
  };
  const small = await shrink(body.bytes, fails);
  const said = await call({ ...body, bytes: small });
  return {
    ...body,
    fault,
    bytes: [...body.bytes],
    small: [...small],
    said: said.error ? String(said.error) : JSON.stringify(said.value),
  };
}

addEventListener("message", ({ data }) => work(data));
// A promise that rejects unhandled would otherwise go unnoticed.
addEventListener("unhandledrejection", ({ reason }) => {
  throw reason;
});
