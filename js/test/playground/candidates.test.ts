import { DataDriverError, type Driver, type DriverSchema } from "data-driver";
import { expect, inject, test } from "vitest";
import { type Candidate, findCandidates, type Reader, type Source } from "../../playground/src/candidates.ts";
import { gather, reasons, weigh } from "../../playground/src/evidence.ts";
import { fromHex, load } from "../support/files.ts";

/** The driver as a worker gives it. */
function asReader(driver: Driver): Reader {
  const methods = ["decodeInput", "decodeOutput", "decodeEvent", "encodeInput"] as const;
  return Object.fromEntries(methods.map((method) => [method, async (...args: unknown[]) => (driver[method] as (...args: unknown[]) => unknown)(...args)])) as unknown as Reader;
}

/** The driver without its own examples, which would make it easy. */
async function source(name: string): Promise<Source> {
  const driver = await load(name);
  return { key: name, schema: driver.schema() as DriverSchema, vectors: [], reader: async () => asReader(driver) };
}

/** How many readings the page shows before it is asked for more. */
const SHOWN = 4;

const names = ({ subjects }: Candidate) => subjects.map(({ what, name }) => `${what} ${name}`);

test("P1: what the bytes of golden values are is found, and stands first or among the first", async () => {
  const sources = await Promise.all(["stake", "transfer", "drc20"].map(source));
  const ranks = new Map<number, string[]>();
  for (const { contract, kind, name, hex, file } of inject("goldens")) {
    if (!hex || !sources.some(({ key }) => key === contract)) continue;
    const ordered = [...sources].sort((one, other) => Number(other.key === contract) - Number(one.key === contract));
    const { candidates } = await findCandidates(ordered, fromHex(hex));
    const rank = candidates.findIndex((one) => one.source.key === contract && names(one).includes(`${kind} ${name}`));
    // Whatever its rank is: it is there.
    expect([file, rank >= 0]).toEqual([file, true]);
    // Events and calls of some size carry enough to be told from all but their likes.
    if (kind !== "output" && hex.length >= 2 * 200) expect([contract, file, rank < SHOWN]).toEqual([contract, file, true]);
    ranks.set(rank, [...(ranks.get(rank) ?? []), `${contract} ${file}`]);
  }
  const first = ranks.get(0)!.length;
  const all = [...ranks.values()].flat().length;
  expect(first / all).toBeGreaterThan(0.8);
});

test("P1: all that has the same type is one reading", async () => {
  const golden = inject("goldens").find(({ contract, file }) => contract === "stake" && file === "event/unstake.json")!;
  const { candidates } = await findCandidates([await source("stake")], fromHex(golden.hex));
  expect(names(candidates[0]!)).toEqual(["event stake", "event unstake", "event withdraw"]);
});

test("P1: an example of the driver's own comes first, and its own name is first of its type", async () => {
  const golden = inject("goldens").find(({ contract, file }) => contract === "stake" && file === "event/unstake.json")!;
  const stake = await source("stake");
  const vectors = [{ what: "event" as const, name: "unstake", json: golden.json, bytes: golden.hex }];
  const { candidates } = await findCandidates([{ ...stake, vectors }], fromHex(golden.hex));
  expect(names(candidates[0]!)[0]).toBe("event unstake");
  expect(candidates[0]!.evidence.isExample).toBe(true);
});

test("P1: a driver that lets a person wait is not asked about the rest of its names, and one that traps is", async () => {
  const functions = Array.from({ length: 20 }, (_, index) => ({ name: `trap${index}` }));
  let asked = 0;
  const reader = asReader(await load("fixture/plain"));
  const counting: Reader = { ...reader, decodeInput: (async (name: string, bytes: Uint8Array) => (asked++, reader.decodeInput(name, bytes))) as Reader["decodeInput"] };
  const traps: Source = { key: "x", schema: { functions }, vectors: [], reader: async () => counting };
  expect(await findCandidates([traps], new Uint8Array(4))).toEqual({ candidates: [], broken: 40 });
  expect(asked).toBe(20);

  const late = () => Promise.reject(new DataDriverError("timeout", "too late", { code: 2 }));
  asked = 0;
  const waits: Reader = { ...reader, decodeInput: ((name: string) => (asked++, void name, late())) as unknown as Reader["decodeInput"] };
  expect((await findCandidates([{ ...traps, reader: async () => waits }], new Uint8Array(4))).candidates).toEqual([]);
  expect(asked).toBe(2);

  // Nor one whose answer is no longer wanted.
  asked = 0;
  await findCandidates([traps], new Uint8Array(4), () => false);
  expect(asked).toBe(0);
});

test("evidence says what was seen of changed copies", async () => {
  const bytes = new Uint8Array(64);
  expect(await gather(bytes, null, async () => undefined)).toEqual({ tried: 32, refused: 32, same: 0 });
  expect(await gather(bytes, 1, async () => 1)).toEqual({ tried: 32, refused: 0, same: 32 });
  expect(await gather(new Uint8Array(3), 1, async () => 2)).toEqual({ tried: 3, refused: 0, same: 0 });
  const strict = { tried: 32, refused: 30, same: 0, isExample: false };
  const loose = { tried: 8, refused: 0, same: 0, isExample: false };
  const idle = { tried: 32, refused: 0, same: 31, isExample: false };
  expect([weigh(strict) > weigh(loose), weigh(loose) > weigh(idle), weigh({ ...idle, isExample: true }) > weigh(strict)]).toEqual([true, true, true]);
  expect(reasons(strict, 64)).toBe("30 of 32 changed copies would be refused");
  expect(reasons(loose, 8)).toBe("any 8 bytes would do");
  expect(reasons(idle, 64)).toBe("most of the bytes would mean nothing");
});
