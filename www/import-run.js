// Creates the rows that are ready, four at a time. No document here.

import { isCustomersError } from "./customers-client/index.js";
import { addFault } from "./import-rows.js";
import { calls } from "./service.js";
import { problems } from "./texts.js";
import { importing as words } from "./texts-transfer.js";

/** @typedef {import("./customers-client/index.js").NewCustomer} NewCustomer */
/** @typedef {import("./import-rows.js").Row} Row */
/** @typedef {import("./service.js").Call} Call */

const IN_FLIGHT = 4;
/** What the next row would meet as well; the row itself was not created. */
const NOT_THE_ROW = ["unauthorized", "forbidden", "rate_limited", "network", "timeout"];
/** So many failures one after the other that are not about their rows: it is no accident. */
const NO_ACCIDENT = 4;

/**
 * @param {object} options
 * @param {() => import("./service.js").Service} options.getService
 * @param {Row[]} options.rows
 * @param {(row: Row) => void} options.onRow Told of each row that has a result.
 * @param {(error: unknown) => void} options.onTrouble It has paused by itself.
 * @param {(call: Call) => void} options.onCall
 */
export function startImport({ getService, rows, onRow, onTrouble, onCall }) {
  const queue = rows.filter(({ state }) => state === "ready").reverse();
  /** @type {Set<Call>} */
  const running = new Set();
  const over = new AbortController();
  let failures = 0;
  let stopped = false;
  /** @type {Promise<void> | null} */
  let pause = null;
  let goOn = () => {};

  function resume() {
    pause = null;
    failures = 0;
    goOn();
  }

  function hold() {
    pause ??= new Promise((resolve) => {
      goOn = resolve;
    });
  }

  /** What is on its way will have its result; what would be sent again is given up. */
  function stop() {
    stopped = true;
    running.forEach(giveUp);
    resume();
  }

  /** @param {Call} call */
  function giveUp(call) {
    if (call.attempts.at(-1)?.retryInMs !== undefined) call.cancel();
  }

  async function work() {
    for (;;) {
      while (pause) await pause;
      const row = stopped ? null : queue.pop();
      if (!row) return;
      await create(row);
    }
  }

  /** @param {Row} row */
  async function create(row) {
    /** @type {Call | undefined} */
    let call;
    try {
      const customer = /** @type {NewCustomer} */ (/** @type {unknown} */ (row.customer));
      await getService().call("create", [customer], {
        onCall(begun) {
          call = begun;
          running.add(begun);
          onCall(begun);
        },
      });
      row.state = "created";
      failures = 0;
    } catch (error) {
      judge(row, error, call);
    } finally {
      if (call) running.delete(call);
    }
    if (row.state !== "ready") onRow(row);
  }

  /** @param {Row} row @param {unknown} error @param {Call | undefined} call */
  function judge(row, error, call) {
    const known = isCustomersError(error) ? error : null;
    if (!known) {
      // Cancelled, unless something is broken.
      if (call?.state !== "cancelled") onTrouble(error);
      stop();
    }
    if (known ? known.outcomeUnknown : call?.attempts.at(-1)?.code === "aborted") {
      row.state = "unknown";
      addFault(row, "", words.unknown);
    } else if (!known) {
      return;
    } else if (NOT_THE_ROW.includes(known.code)) {
      queue.push(row);
      failures = NO_ACCIDENT;
    } else {
      row.state = "refused";
      for (const issue of known.issues) addFault(row, issue.path, problems.fault(issue));
      if (known.issues.length === 0) addFault(row, "", problems.sentence(known));
    }
    const aboutTheRow = row.state === "refused" && known?.code !== "server_error";
    failures = aboutTheRow ? 0 : failures + 1;
    if (failures < NO_ACCIDENT || stopped || pause) return;
    hold();
    onTrouble(error);
  }

  calls.addEventListener(
    "attempted",
    (event) => {
      const call = /** @type {CustomEvent<Call>} */ (event).detail;
      if (stopped && running.has(call)) giveUp(call);
    },
    { signal: over.signal },
  );
  const done = Promise.all(Array.from({ length: IN_FLIGHT }, work)).finally(() => over.abort());

  return { done, hold, resume, stop };
}
