// All customers, page by page while rows may move: which page to ask for next, and which of a
// page's customers are new (contract, "listAll"). An async generator answers overlapping `next`
// calls in order by itself.

/** How often a walk goes round again when rows have moved. */
const MORE_ROUNDS = 2;

/** Which pages a walk asks for, and what it has seen. Pages are taken in order. */
function walkOf({ page_size: size = 100, concurrency = 6, limit = Number.POSITIVE_INFINITY }) {
  /** The id of each customer that was seen in any round: each comes at most once. */
  const seen = new Set();
  /** What the service said last. */
  let count;
  let left = limit;
  let round = 0;
  let isDone = limit === 0;

  /** Of this round: the ids, how many pages were asked for and taken, … */
  let seenNow;
  let asked;
  let taken;
  /** … whether rows have moved, and whether the page after the last one taken is there. */
  let hasMoved;
  let goesOn;
  const beginRound = () => {
    seenNow = new Set();
    asked = 0;
    taken = 0;
    hasMoved = false;
    goesOn = true;
  };

  /** Goes round again where rows have moved, to find what was missed. */
  const endRound = () => {
    isDone = !hasMoved || round === MORE_ROUNDS;
    round += 1;
    beginRound();
  };

  beginRound();
  return {
    state: () => ({ isDone, round, loaded: seen.size, total: Math.max(count ?? 0, seen.size) }),

    /** The next page to ask for now, while `held` pages are in flight or in memory. */
    ask(held) {
      // Pages ahead are asked for only where the count says that they are there, and the limit
      // that they are wanted; the very next one where the page before says so.
      const isThere = asked * size < count && (asked - taken) * size < left;
      const isNext = asked === taken && goesOn;
      if (!isDone && held < concurrency && (isNext || isThere)) {
        asked += 1;
        return asked;
      }
    },

    /** Takes the next page in order: those of its customers that are to be handed on. */
    take({ count: now, next_page, results }) {
      const hasNext = next_page !== null;
      const seenBefore = seenNow.size;
      taken += 1;
      hasMoved ||= now !== (count ?? now) || (hasNext && results.length < size);
      count = now;
      const wanted = results.filter(({ id }) => {
        const isNew = !seen.has(id);
        hasMoved ||= seenNow.has(id);
        seenNow.add(id);
        seen.add(id);
        return isNew;
      });
      wanted.splice(left);
      left -= wanted.length;
      goesOn = hasNext && seenNow.size > seenBefore;
      isDone = left === 0;
      if (!isDone && !goesOn) {
        endRound();
      }
      return wanted;
    },

    /** The next page in order is not there: rows have gone meanwhile. False for the first one. */
    miss() {
      const isLater = taken > 0;
      if (isLater) {
        hasMoved = true;
        endRound();
      }
      return isLater;
    },
  };
}

/**
 * @param {() => { params: object, list: Function, signal?: AbortSignal, onProgress?: Function }} begin
 *   may throw; `list` asks for a page
 */
export async function* customers(begin) {
  const { params, list, signal, onProgress } = begin();
  const walk = walkOf(params);
  let controller = new AbortController();
  // What is in flight or in memory, in order; the first is the one that is handed on.
  let pages = [];
  let state = walk.state();
  const stop = () => controller.abort(signal.reason);
  const check = () => {
    if (signal?.aborted) {
      throw signal.reason;
    }
  };
  signal?.addEventListener("abort", stop);
  try {
    while (!state.isDone) {
      check();
      for (let number = walk.ask(pages.length); number; number = walk.ask(pages.length)) {
        const page = list(number, controller.signal);
        page.catch(() => {}); // told when its turn comes
        pages.push(page);
      }
      let wanted = [];
      const page = await pages[0].catch((error) => {
        if (error?.code !== "not_found" || !walk.miss()) {
          throw error;
        }
      });
      if (page) {
        wanted = walk.take(page);
      }
      const { round } = state;
      state = walk.state();
      if (state.isDone || state.round !== round) {
        pages = [pages[0]];
        controller.abort();
        controller = new AbortController();
      }
      if (page) {
        const { loaded, total } = state;
        onProgress?.({ loaded, total });
      }
      for (const customer of wanted) {
        yield customer;
        check();
      }
      pages.shift();
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    controller.abort();
  }
}
