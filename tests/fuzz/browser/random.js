// Random numbers that can be had again: the sfc32 generator, started from a run's seed and a
// body's number. So every body can be made by itself, whatever ran before it and in which worker.

export class Random {
  #a;
  #b;
  #c;
  #counter = 1;

  constructor(seed, number) {
    this.#a = seed | 0;
    this.#b = number | 0;
    this.#c = (number / 2 ** 32) | 0;
    // Neighbouring numbers give unrelated results only after some rounds.
    for (let round = 0; round < 12; round++) this.#next();
  }

  #next() {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** An integer from 0 to `limit - 1`. */
  below(limit) {
    return Math.floor((this.#next() / 2 ** 32) * limit);
  }

  /** True once in so many times. */
  oneIn(times) {
    return this.below(times) === 0;
  }

  pick(list) {
    return list[this.below(list.length)];
  }
}
