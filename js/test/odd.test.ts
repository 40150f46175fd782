/** Drivers that are cut or of which a byte is another one, and what is refused before an engine sees it. */
import { inspect, loadDriver, runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

const bytes = new TextEncoder().encode("17");
const limits = { memory: 32 << 20 };

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id: number, ...contents: number[]) => [...HEADER, id, contents.length, ...contents];
/** Types of functions in which a type is none that a driver needs, and memories of which a driver has one. */
test("what takes memory that is not counted is refused before it is compiled", async () => {
  const types = /^drivers have functions of numbers only$/;
  for (const [module, message] of [
    // A struct, an array, a group of them, a function of a reference to one, a table of those.
    [section(1, 1, 0x5f, 1, 0x7f, 1), types],
    [section(1, 1, 0x5e, 0x7f, 1), types],
    [section(1, 1, 0x4e, 1, 0x5f, 0), types],
    [section(1, 2, 0x60, 0, 0, 0x5e, 0x7f, 1), types],
    [section(1, 1, 0x60, 1, 0x63, 0, 0), types],
    [section(4, 1, 0x63, 0, 0, 1), types],
    [section(4, 1, 0x40, 0, 0x70, 0, 1, 0xd0, 0x70, 0x0b), types],
    [section(5, 2, 0, 1, 0, 1), /^drivers have one memory, not 2$/],
  ] as const) {
    const expected = { kind: "load", message: expect.stringMatching(message) };
    expect(await failureOf(loadDriver(new Uint8Array(module), { limits }))).toMatchObject(expected);
    expect(await failureOf(runInWorker(new Uint8Array(module)))).toMatchObject(expected);
  }
});

/** An unsigned number as files have it. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))];
}

const typesOf = (...types: number[][]) => {
  const contents = [...number(types.length), ...types.flat()];
  return new Uint8Array([...HEADER, 1, ...number(contents.length), ...contents]);
};

test("what takes an engine minutes or gigabytes to compile is refused before", async () => {
  const parameters = (count: number) => [0x60, ...number(count), ...Array<number>(count).fill(0x7f), 0];
  const results = (count: number) => [0x60, 0, ...number(count), ...Array<number>(count).fill(0x7f)];
  // No two are the same.
  const different = Array.from({ length: 100_000 }, (_, i) => [0x60, 20, ...Array.from({ length: 20 }, (_, bit) => ((i >> bit) & 1 ? 0x7f : 0x7e)), 0]);
  for (const [module, message] of [
    [typesOf(...different), "the driver has 100000 types, more than the limit of 1000"],
    [typesOf(parameters(400)), "the driver has 400 values in a type, more than the limit of 32"],
    [typesOf(parameters(1), results(33)), "the driver has 33 values in a type, more than the limit of 32"],
  ] as const) {
    expect(await failureOf(loadDriver(module, { limits }))).toMatchObject({ kind: "load", message });
    expect(await failureOf(runInWorker(module))).toMatchObject({ kind: "load", message });
  }
  // As many as that are none too many.
  const most = typesOf(...different.slice(0, 998), parameters(32), results(32));
  expect((await failureOf(runInWorker(most))).message).toMatch(/^it does not export memory/);
});

test("a driver that is cut at any byte is refused, in each way to load it", async () => {
  const whole = file("hostile/harmless");
  let complete = 0;
  for (let length = 0; length < whole.length; length++) {
    const part = whole.subarray(0, length);
    for (const options of [undefined, { limits }]) {
      const driver = await loadDriver(part, options).catch((error: unknown) => void expect(error).toMatchObject({ name: "DataDriverError", kind: "load" }));
      // Where it ends before its data or its names, it is a driver without them.
      if (driver) complete++;
    }
    try {
      inspect(part);
    } catch (error) {
      expect(error).toMatchObject({ name: "DataDriverError", kind: "load" });
    }
  }
  expect(complete).toBeLessThanOrEqual(4);
  for (let length = 0; length < whole.length; length += 97) expect((await failureOf(runInWorker(whole.subarray(0, length)))).kind).toBe("load");
  expect((await load("hostile/harmless")).decodeEvent("x", bytes)).toBe(17);
});

test("a driver of which any byte beside its code is another one does no harm", async () => {
  const whole = file("hostile/harmless");
  const code = codeOf(whole);
  for (let at = 0; at < whole.length; at++) {
    // What its code does then, nothing would end.
    if (at >= code.start && at < code.end) continue;
    for (const flip of [1, 0x80]) {
      const other = whole.slice();
      other[at]! ^= flip;
      const driver = await loadDriver(other, { limits }).catch((error: unknown) => void expect(error).toMatchObject({ name: "DataDriverError", kind: "load" }));
      if (driver) for (const call of [() => driver.version(), () => driver.schema(), () => driver.decodeEvent("x", bytes), () => driver.encodeInput("f")]) expectNoOther(call);
    }
  }
});

function expectNoOther(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    expect(failure(() => { throw error; }).kind).toMatch(/^(trap|bad_driver|limit_exceeded|other|invalid_input|unsupported)$/);
  }
}

/** Where a file's code is. */
function codeOf(module: Uint8Array): { start: number; end: number } {
  for (let start = 8; ; ) {
    let [size, at] = [0, start + 1];
    for (let shift = 0, more = true; more; shift += 7) {
      more = module[at]! > 127;
      size |= (module[at++]! & 127) << shift;
    }
    if (module[start] === 10) return { start, end: at + size };
    start = at + size;
  }
}
