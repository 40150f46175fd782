/** Measuring two things in turn, so that what disturbs one disturbs the other. */

/** Results go here, so that no engine finds out that nobody wants them. @type {unknown} */
export let kept;

/**
 * The median time of a call on each side. A call gets a number that counts up through all rounds, to choose
 * its input by: no round finds what it converts remembered from the one before.
 *
 * @param {{ rounds: number, slice: number }} effort `slice`: milliseconds that one side of a round takes
 * @param {(call: number) => unknown} ours
 * @param {(call: number) => unknown} rival
 * @returns {{ ours: number, rival: number }} in nanoseconds
 */
export function compare({ rounds, slice }, ours, rival) {
  const sides = [ours, rival].map((call) => warmUp(call, slice));
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const start = process.hrtime.bigint();
      for (let i = 0; i < side.calls; i++) kept = side.call(side.next++);
      side.times.push(Number(process.hrtime.bigint() - start) / side.calls);
    }
  }
  return { ours: median(sides[0].times), rival: median(sides[1].times) };
}

/** How long a side runs before it counts, in milliseconds: by then the engine has compiled it as well as it will. */
const WARM_UP = 200;

/**
 * Warms up, and takes as many calls for each round as then fit into a slice.
 *
 * @param {(call: number) => unknown} call
 * @param {number} slice
 */
function warmUp(call, slice) {
  let next = 0;
  let calls = 0;
  for (const length of [WARM_UP, slice]) {
    const end = performance.now() + length;
    for (calls = 0; calls === 0 || performance.now() < end; calls++) kept = call(next++);
  }
  return { call, calls, next, times: /** @type {number[]} */ ([]) };
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
