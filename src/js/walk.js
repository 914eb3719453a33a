// The iterator that `listAll` returns. Which page comes next and which customers are new is the
// Rust side's to decide (src/walk.rs); here are the promises and the protocol, which only
// JavaScript has. An async generator answers overlapping `next` calls in order by itself.

import { guard, run } from "./crash.js";

/** @param {() => import("./customers_client.js").CustomerWalk} begin may throw */
export async function* customers(begin) {
  const walk = begin();
  const { signal, onProgress } = walk;
  let controller = new AbortController();
  // What is in flight or in memory, in order; the first is the one that is handed on.
  let pages = [];
  const stop = () => controller.abort(signal.reason);
  const ask = () => guard(() => walk.ask(pages.length, controller.signal));
  const check = () => {
    if (signal?.aborted) {
      throw signal.reason;
    }
  };
  signal?.addEventListener("abort", stop);
  try {
    while (!walk.isDone) {
      check();
      for (let asked = ask(); asked; asked = ask()) {
        const page = run(() => asked);
        page.catch(() => {}); // told when its turn comes
        pages.push(page);
      }
      const round = walk.round;
      const page = await pages[0].catch((error) => {
        if (error?.code === "not_found" && walk.takeMissing()) {
          return undefined;
        }
        throw error;
      });
      const ids = page?.results.map(({ id }) => id);
      const wanted = page ? guard(() => walk.take(page.count, page.next_page !== null, ids)) : [];
      if (walk.isDone || walk.round !== round) {
        pages = [pages[0]];
        controller.abort();
        controller = new AbortController();
      }
      if (page) {
        onProgress?.({ loaded: walk.loaded, total: walk.total });
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
    guard(() => walk.free());
  }
}
