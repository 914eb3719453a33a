// What runs in the page: all clients side by side, one short sample at a time. The files of
// bench/measure say which client has its turn when. Every result is used and compared, so that no
// engine can leave out work.

import type { Client, Customer, NewCustomer, Page, Peer } from "../peers/api.ts";

interface Loaded {
  peer: Peer;
  client: Client;
  /** The same client with a `fetch` that answers from memory: what it costs without the network. */
  inMemory: Client;
}
type Ask = (to: Loaded) => Promise<unknown>;

const clients = new Map<string, Loaded>();
let forms: unknown[] = [];
const NEW: NewCustomer = {
  first_name: "María José",
  last_name: "Hernández",
  email: "maria.jose@example-company.com",
  phone: "+50683236988",
  country: "Costa Rica",
  metadata: { plan: "team", seats: 12, note: "Llamar después" },
};

const OPERATIONS: Record<string, Ask> = {
  list10: ({ client }) => client.list({ page: 1, page_size: 10 }),
  list100: ({ client }) => client.list({ page: 1, page_size: 100 }),
  get: ({ client }) => client.get("00000001-a8bd-4e63-823f-90540b9acc0f"),
  create: ({ client }) => client.create(NEW),
  memory100: ({ inMemory }) => inMemory.list({ page: 1, page_size: 100 }),
  memoryGet: ({ inMemory }) => inMemory.get("00000001-a8bd-4e63-823f-90540b9acc0f"),
};

/** Loads clients: name → path of the module. */
export async function load(modules: Record<string, string>): Promise<void> {
  const [page, one] = await Promise.all(
    ["?page=1&page_size=100", "x/"].map(async (path) => {
      const response = await fetch(`/api/v1/customers/${path}`);
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
  const answer = async (request: RequestInfo | URL) => {
    const url = request instanceof Request ? request.url : String(request);
    const headers = { "Content-Type": "application/json" };
    return new Response(url.includes("?") ? page : one, { headers });
  };
  for (const [name, path] of Object.entries(modules)) {
    const peer: Peer = await import(path);
    await peer.load?.();
    const client = await peer.createClient({ baseUrl: "/api" });
    const inMemory = await peer.createClient({ baseUrl: "/api", fetch: answer });
    clients.set(name, { peer, client, inMemory });
  }
  const path = "/forms.js";
  forms = (await import(path)).default;
}

/** Fails unless all clients come to the same results; answers which of them can check forms. */
export async function compare(): Promise<string[]> {
  for (const [operation, ask] of Object.entries(OPERATIONS)) {
    const seen = new Set<string>();
    for (const client of clients.values()) seen.add(sorted(await ask(client)));
    if (seen.size !== 1) throw new Error(`the clients disagree about ${operation}`);
  }
  const verdicts = new Set<string>();
  const checking = [...clients].filter(([, { peer }]) => peer.check);
  for (const [, { peer }] of checking) {
    verdicts.add(forms.map((form) => Object.keys(peer.check?.(form) ?? {}).sort()).join(";"));
  }
  if (verdicts.size > 1) throw new Error("the clients disagree about the forms");
  return checking.map(([name]) => name);
}

/** JSON with sorted keys: zod gives objects back in its schema's order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    item && typeof item === "object" && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** A number made of a result, so that the result is used. */
function weight(result: unknown): number {
  const { results } = result as Page;
  const last = (results ? results.at(-1) : result) as Customer;
  return last.email.length + (results?.length ?? 1);
}

/** Lets the clients make `batch` calls each, in this order; answers each one's milliseconds per call. */
export async function round(operation: string, order: string[], batch: number) {
  const ask = OPERATIONS[operation];
  if (!ask) throw new Error(`no such operation: ${operation}`);
  const ms: Record<string, number> = {};
  const sums = new Set<number>();
  for (const name of order) {
    const client = the(name);
    let sum = 0;
    const since = performance.now();
    for (let i = 0; i < batch; i++) sum += weight(await ask(client));
    ms[name] = (performance.now() - since) / batch;
    sums.add(sum);
  }
  if (sums.size !== 1) throw new Error(`the clients disagree about ${operation}`);
  return ms;
}

/** Lets the clients check all forms, in this order; answers each one's milliseconds. */
export function checkForms(order: string[]) {
  const ms: Record<string, number> = {};
  const sums = new Set<number>();
  for (const name of order) {
    const { check } = the(name).peer;
    if (!check) throw new Error(`${name} has no check`);
    let faults = 0;
    const since = performance.now();
    for (const form of forms) for (const _ in check(form)) faults++;
    ms[name] = performance.now() - since;
    sums.add(faults);
  }
  if (sums.size !== 1) throw new Error("the clients disagree about the forms");
  return ms;
}

type Walker = Client & { listAll(): AsyncIterableIterator<Customer> };

/** Walks through `total` customers, page by page or by `listAll`; answers the milliseconds. */
export async function walk(name: string, baseUrl: string, total: number, byListAll?: boolean) {
  const client = await the(name).peer.createClient({ baseUrl });
  const seen = new Set<string>();
  const since = performance.now();
  if (byListAll) {
    for await (const { id } of (client as Walker).listAll()) seen.add(id);
  } else {
    for (let page: number | null = 1; page; ) {
      const answer: Page = await client.list({ page, page_size: 100 });
      for (const { id } of answer.results) seen.add(id);
      page = answer.next_page;
    }
  }
  const ms = performance.now() - since;
  if (seen.size !== total) throw new Error(`${name} saw ${seen.size} of ${total} customers`);
  return ms;
}

/** Makes calls of every kind, one after another. */
export async function call(name: string, times: number) {
  const { client } = the(name);
  const kinds = ["list10", "get", "create", "list100"].map((kind) => OPERATIONS[kind] as Ask);
  let sum = 0;
  for (let i = 0; i < times; i++) {
    sum += weight(await kinds[i % kinds.length]?.({ client } as Loaded));
  }
  return sum;
}

let walking: AsyncIterableIterator<Customer> | undefined;
let walked = 0;

/** Walks on to the customer with this number, and pauses there. */
export async function walkTo(name: string, baseUrl: string, until: number) {
  if (!walking) {
    const client = await the(name).peer.createClient({ baseUrl });
    walking = (client as Walker).listAll();
  }
  for (; walked < until; walked++) {
    if ((await walking.next()).done) throw new Error(`the walk ended after ${walked}`);
  }
  return walked;
}

function the(name: string): Loaded {
  const loaded = clients.get(name);
  if (!loaded) throw new Error(`${name} is not loaded`);
  return loaded;
}
