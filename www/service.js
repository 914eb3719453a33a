// The one way to the service: every call that the desk makes goes through here, so that the
// panel of calls can show it and its user sees why it waits. No document here.

import { CustomersClient } from "./customers-client/index.js";

/** @typedef {import("./customers-client/index.js").Attempt} Attempt */
/** @typedef {import("./customers-client/index.js").ClientOptions} ClientOptions */
/** @typedef {import("./customers-client/index.js").Customer} Customer */
/** @typedef {import("./customers-client/index.js").ListAllParams} ListAllParams */
/** @typedef {Exclude<keyof CustomersClient, "mode" | "free" | "listAll" | symbol>} Method */
/** @typedef {ReturnType<typeof createService>} Service */

/**
 * @typedef {object} Call
 * @property {string} method The client's, such as "update".
 * @property {readonly unknown[]} args
 * @property {Attempt[]} attempts The last that have ended, at most 20: a walk makes thousands.
 * @property {number} sent How many requests have ended.
 * @property {number} repeats How many of them were repeats.
 * @property {"running" | "succeeded" | "failed" | "cancelled"} state
 * @property {() => void} cancel
 */

const KEPT_ATTEMPTS = 20;

/** Tells of every call: "begun", "attempted" and "ended", with the call as `detail`. */
export const calls = new EventTarget();

/** @param {string} type @param {Call} call */
function tell(type, call) {
  calls.dispatchEvent(new CustomEvent(type, { detail: call }));
}

/**
 * @param {ClientOptions} options Throws the package's own error where they are wrong.
 */
export function createService(options) {
  const first = new CustomersClient(options);
  const { mode } = first;
  first.free();

  /**
   * A call is told its attempts by a client of its own: that is cheap, and it is what tells
   * the attempts of two calls apart.
   * @param {string} method
   * @param {readonly unknown[]} args
   * @param {AbortSignal | undefined} signal
   */
  function begin(method, args, signal) {
    const cancelled = new AbortController();
    /** @type {Call} */
    const call = {
      method,
      args,
      attempts: [],
      sent: 0,
      repeats: 0,
      state: "running",
      cancel: () => cancelled.abort(new DOMException("Cancelled.", "AbortError")),
    };
    const client = new CustomersClient({
      ...options,
      onAttempt(attempt) {
        call.attempts.push(attempt);
        if (call.attempts.length > KEPT_ATTEMPTS) call.attempts.shift();
        call.sent += 1;
        if (attempt.attempt > 1) call.repeats += 1;
        tell("attempted", call);
      },
    });
    const signals = signal ? [signal, cancelled.signal] : [cancelled.signal];
    const together = AbortSignal.any(signals);
    tell("begun", call);
    return {
      call,
      client,
      options: { signal: together },
      /** @param {Call["state"]} state */
      end(state) {
        call.state = together.aborted && state === "failed" ? "cancelled" : state;
        client.free();
        tell("ended", call);
      },
    };
  }

  return {
    mode,
    /**
     * One call of the client: `call("get", [id], { signal })` is `client.get(id, { signal })`.
     * @template {Method} M
     * @param {M} method
     * @param {Parameters<CustomersClient[M]>} args All but the call's options.
     * @param {{ signal?: AbortSignal, onCall?: (call: Call) => void }} [view] `signal` ends the
     *   call with the view that asked; `onCall` is told of it before anything is sent.
     * @returns {Promise<Awaited<ReturnType<CustomersClient[M]>>>}
     */
    async call(method, args, { signal, onCall } = {}) {
      const { call, client, options, end } = begin(method, args, signal);
      onCall?.(call);
      try {
        const run = /** @type {(...all: unknown[]) => Promise<any>} */ (client[method]);
        const result = await run.apply(client, [...args, options]);
        end("succeeded");
        return result;
      } catch (error) {
        end("failed");
        // Given up on its way it may have arrived; while it waited to be sent again it had not.
        if (call.state === "cancelled") {
          const outcomeUnknown = call.attempts.at(-1)?.code === "aborted";
          Object.assign(Object(error), { outcomeUnknown });
        }
        throw error;
      }
    },
    /**
     * Every customer, one after the other, as `client.listAll(params)` gives them.
     * @param {ListAllParams} params
     * @param {{ signal?: AbortSignal, onCall?: (call: Call) => void }} [view]
     * @returns {AsyncGenerator<Customer, void, void>}
     */
    async *walk(params, { signal, onCall } = {}) {
      const { call, client, options, end } = begin("listAll", [params], signal);
      onCall?.(call);
      /** @type {Call["state"]} */
      let state = "cancelled";
      try {
        yield* client.listAll(params, options);
        state = "succeeded";
      } catch (error) {
        state = "failed";
        throw error;
      } finally {
        end(state);
      }
    },
  };
}
