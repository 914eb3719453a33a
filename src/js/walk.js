// All customers, page by page while rows may move: which page to ask for next, and which of a
// page's customers are new (contract, "listAll"). An async generator answers overlapping `next`
// calls in order by itself.

/** How often a walk goes round again when rows have moved. */
const MORE_ROUNDS = 2;

/** Which pages a walk asks for, and what it has seen. Pages are taken in order. */
class Walk {
  #size;
  #concurrency;
  #limit;
  /** The id of each customer that was seen in any round: each comes at most once. */
  #seen = new Set();
  /** The same of this round. */
  #seenNow = new Set();
  #hasMoved = false;
  /** What the service said last. */
  #count;
  /** Asked for and taken in this round: the pages up to these. */
  #asked = 0;
  #taken = 0;
  /** The page after the last one taken is known to be there. */
  #goesOn = true;
  isDone;
  round = 0;

  constructor({ page_size = 100, concurrency = 6, limit = Number.POSITIVE_INFINITY }) {
    this.#size = page_size;
    this.#concurrency = concurrency;
    this.#limit = limit;
    this.isDone = limit === 0;
  }

  /** The next page to ask for now, while `held` pages are in flight or in memory. */
  ask(held) {
    // Pages ahead are asked for only where the count says that they are there, and the limit
    // that they are wanted; the very next one where the page before says so.
    const isThere = this.#asked * this.#size < this.#count;
    const isWanted = (this.#asked - this.#taken) * this.#size < this.#limit;
    const isNext = this.#asked === this.#taken && this.#goesOn;
    if (!this.isDone && held < this.#concurrency && (isNext || (isThere && isWanted))) {
      this.#asked += 1;
      return this.#asked;
    }
  }

  /** Takes the next page in order: those of its customers that are to be handed on. */
  take({ count, next_page, results }) {
    const hasNext = next_page !== null;
    this.#taken += 1;
    this.#hasMoved ||= count !== (this.#count ?? count) || (hasNext && results.length < this.#size);
    this.#count = count;
    const wanted = [];
    const seenBefore = this.#seenNow.size;
    for (const customer of results) {
      this.#hasMoved ||= this.#seenNow.has(customer.id);
      this.#seenNow.add(customer.id);
      if (!this.#seen.has(customer.id)) {
        this.#seen.add(customer.id);
        wanted.push(customer);
      }
    }
    wanted.splice(this.#limit);
    this.#limit -= wanted.length;
    this.#goesOn = hasNext && this.#seenNow.size > seenBefore;
    if (this.#limit === 0) {
      this.isDone = true;
    } else if (!this.#goesOn) {
      this.#endRound();
    }
    return wanted;
  }

  /**
   * The next page in order is not there: rows have gone meanwhile. False where it is the first
   * page, which is always there.
   */
  miss() {
    if (this.#taken === 0) {
      return false;
    }
    this.#hasMoved = true;
    this.#endRound();
    return true;
  }

  /** Goes round again where rows have moved, to find what was missed. */
  #endRound() {
    this.isDone = !this.#hasMoved || this.round === MORE_ROUNDS;
    this.round += 1;
    this.#seenNow = new Set();
    this.#hasMoved = false;
    this.#asked = 0;
    this.#taken = 0;
    this.#goesOn = true;
  }

  progress() {
    const loaded = this.#seen.size;
    return { loaded, total: Math.max(this.#count ?? 0, loaded) };
  }
}

/**
 * @param {() => { params: object, list: Function, signal?: AbortSignal, onProgress?: Function }} begin
 *   may throw; `list` asks for a page
 */
export async function* customers(begin) {
  const { params, list, signal, onProgress } = begin();
  const walk = new Walk(params);
  let controller = new AbortController();
  // What is in flight or in memory, in order; the first is the one that is handed on.
  let pages = [];
  const stop = () => controller.abort(signal.reason);
  const check = () => {
    if (signal?.aborted) {
      throw signal.reason;
    }
  };
  signal?.addEventListener("abort", stop);
  try {
    while (!walk.isDone) {
      check();
      const { round } = walk;
      for (let number = walk.ask(pages.length); number; number = walk.ask(pages.length)) {
        const page = list(number, controller.signal);
        page.catch(() => {}); // told when its turn comes
        pages.push(page);
      }
      let wanted = [];
      try {
        const page = await pages[0];
        wanted = walk.take(page);
        onProgress?.(walk.progress());
      } catch (error) {
        if (error?.code !== "not_found" || !walk.miss()) {
          throw error;
        }
      }
      if (walk.isDone || walk.round !== round) {
        pages = [pages[0]];
        controller.abort();
        controller = new AbortController();
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
