/** Numbers from a fixed seed (xorshift), for inputs that no other program has to make as well. */
export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed | 1;
  }

  /** A number of 32 bits. */
  next() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** @param {number} count */
  below(count) {
    return this.next() % count;
  }

  /** @param {number} length */
  bytes(length) {
    return Uint8Array.from({ length }, () => this.next() & 255);
  }

  /** @param {number} bits */
  integer(bits) {
    let value = 0n;
    for (let i = 0; i < bits; i += 32) value = (value << 32n) | BigInt(this.next());
    // Small ones are more common than large ones.
    return value >> BigInt(this.below(bits));
  }
}
