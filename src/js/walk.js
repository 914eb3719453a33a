// The iterator that `listAll` returns. Which page comes next and which customers are new is the
// Rust side's to decide (src/walk.rs); here are the promises and the protocol, which only
// JavaScript has. An async generator answers overlapping `next` calls in order by itself.

import { settle } from "./call.js";
import { free, use } from "./module.js";

/**
 * @param {() => { walk: object, means: object, onProgress?: (progress: object) => void }} begin
 *   may throw
 */
export async function* customers(begin) {
  const { walk, means, onProgress } = begin();
  const { signal } = means;
  let controller = new AbortController();
  // What is in flight or in memory, in order; the first is the one that is handed on.
  let pages = [];
  let round = 0;
  const stop = () => controller.abort(signal.reason);
  const ask = () => use(() => walk.ask(pages.length));
  const check = () => {
    if (signal?.aborted) {
      throw signal.reason;
    }
  };
  signal?.addEventListener("abort", stop);
  try {
    for (let isDone = false; !isDone; ) {
      check();
      for (let call = ask(); call; call = ask()) {
        const page = settle(call, { ...means, signal: controller.signal });
        page.catch(() => {}); // told when its turn comes
        pages.push(page);
      }
      if (pages.length === 0) {
        return; // nothing was wanted
      }
      const page = await pages[0].catch((error) => {
        if (error?.code !== "not_found") {
          throw error;
        }
        return error;
      });
      const state = page.results ? take(walk, page) : use(() => walk.miss());
      if (!state) {
        throw page; // the first page is always there
      }
      const { new: wanted, done, round: now, loaded, total } = JSON.parse(state);
      isDone = Boolean(done);
      if (isDone || now !== round) {
        pages = [pages[0]];
        round = now;
        controller.abort();
        controller = new AbortController();
      }
      if (page.results) {
        onProgress?.({ loaded, total });
      }
      for (const index of wanted) {
        yield page.results[index];
        check();
      }
      pages.shift();
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    controller.abort();
    free(walk);
  }
}

function take(walk, { count, next_page, results }) {
  const ids = JSON.stringify(results.map(({ id }) => id));
  return use(() => walk.take(count, next_page !== null, ids));
}
