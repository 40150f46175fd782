/**
 * Numbers that look random and are the same in every language and for the same seed: the generator `mulberry32`,
 * 32 bits of state and nothing but 32-bit arithmetic.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  next(): number {
    const a = (this.#state = (this.#state + 0x6d2b79f5) | 0);
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** The remainder of the next number: from 0 to `end`, which is not among them. */
  below(end: number): number {
    return this.next() % end;
  }

  /** One of a list that is not empty. */
  pick<Item>(list: readonly Item[]): Item {
    return list[this.below(list.length)]!;
  }
}
