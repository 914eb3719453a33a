// A program in which reading an answer crashes, which happens after an await. It tells, as JSON, how
// each call ends: the one that crashes, one that is pending, and two that come later.

import { broken, fresh } from "./crashing.mjs";

const uncaught = [];
process.on("uncaughtException", (error) => uncaught.push(error.name));

const { client } = await fresh(broken("call::Run>::read", process.argv[2]));
const end = (promise) =>
  promise.then(
    () => "succeeded",
    ({ name, code, message }) => `${name} ${code}: ${message}`,
  );
const soon = () => new Promise((done) => setTimeout(done, 20));

const pending = end(client.get("never", { timeoutMs: 5_000, maxRetries: 0 }));
const its = end(client.get("c"));
await soon();
const later = end(client.get("c"));
await soon();
const again = end(client.list());
const told = { its: await its, pending: await pending, later: await later, again: await again };
// The time limits of the calls are still running.
process.stdout.write(JSON.stringify({ ...told, uncaught }), () => process.exit());
