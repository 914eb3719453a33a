// The iterator of `listAll`: an async generator answers overlapping `next` calls in order by itself.

/**
 * @param {object} walk the Rust side's: `next()` resolves with some customers, undefined at the end
 * @param {AbortSignal} [signal]
 */
export async function* customers(walk, signal) {
  try {
    for (let some = await walk.next(); some; some = await walk.next()) {
      for (const customer of some) {
        yield customer;
        if (signal?.aborted) {
          throw signal.reason;
        }
      }
    }
  } finally {
    walk.free();
  }
}
