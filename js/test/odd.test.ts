/** Drivers whose exports, memory, tables, globals or start are not what a driver's are, and files that are none. */
import { DataDriverError, inspect, loadDriver, runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";
import { ODD } from "./support/hostileDrivers.ts";

const bytes = new TextEncoder().encode("17");
const limits = { memory: 32 << 20 };
const MORE_MEMORY = /needs more memory than the limit of 33554432 bytes$/;
const LARGER_TABLE = /^the driver needs a table larger than the limit of 100000 entries$/;

/** What comes of a driver: its error when it is loaded, or when it decodes; an engine may know less than another. */
const EXPECTED: Record<string, [kind: string, message: RegExp] | "works"> = {
  harmless: "works",
  "memory that is a table": ["load", /^it does not export memory$/],
  "memory that is a global": ["load", /^it does not export memory$/],
  "memory that is a function": ["load", /^it does not export memory$/],
  "alloc that is a global": ["load", /^it does not export alloc$/],
  "get_schema that is a table": ["load", /^it does not export get_schema$/],
  "alloc of i64": ["load", /^the driver trapped: /],
  "alloc that gives an i64": ["load", /^the driver trapped: /],
  "alloc that gives nothing": ["load", MORE_MEMORY],
  "alloc that gives NaN": ["load", MORE_MEMORY],
  "alloc that gives two": ["load", MORE_MEMORY],
  "get_version of i64": ["load", /^the driver trapped: /],
  "get_version that gives a vector": ["load", /^the driver trapped: /],
  "an init that is missing": ["load", /^the driver trapped: .*init is not a function$/],
  "an init that never helps": ["bad_driver", /^x: the driver gave a result of \d+ bytes in a buffer of \d+ bytes$/],
  "decode_event of i64": ["trap", /^x: the driver trapped: /],
  "decode_event that gives an i64": ["bad_driver", /^x: the driver returned the code 0$/],
  "decode_event that gives a float": ["bad_driver", /^x: the driver returned the code 0.5$/],
  "decode_event that gives nothing": ["bad_driver", /^x: the driver returned the code undefined$/],
  "decode_event that gives two": ["bad_driver", /^x: the driver returned the code 0,0$/],
  "decode_event that gives itself": ["bad_driver", /^x: the driver returned the code function /],
  "decode_event that gives null": ["bad_driver", /^x: the driver returned the code null$/],
  "decode_event that throws": ["trap", /^x: the driver trapped: an exception that it does not catch$/],
  "decode_event that calls itself in the end": ["timeout", /^x: the driver ran longer than the limit of 300 ms$/],
  "decode_event that waits": ["timeout", /^x: the driver ran longer than the limit of 300 ms$/],
  "decode_event that grows tables": ["trap", /^x: the driver trapped: wasm `unreachable` instruction executed$/],
  "a memory without a maximum": "works",
  "a memory of 8 GiB": ["load", MORE_MEMORY],
  "a memory of 4 GiB": ["load", MORE_MEMORY],
  "a table of 4 billion": ["load", LARGER_TABLE],
  "a table of 10 million": ["load", LARGER_TABLE],
  "40 tables of 10 million": ["load", LARGER_TABLE],
  "data outside of the memory": ["load", /^the driver trapped: out of bounds memory access$/],
  "elements outside of the table": ["load", /^the driver trapped: undefined element: out of bounds table access$/],
  "a start that traps": ["load", /^the driver trapped: wasm `unreachable` instruction executed$/],
  "a start that recurses": ["load", /^the driver needs more stack than there is$/],
  "a start that loops": ["load", /^the driver ran longer than the limit of 300 ms$/],
  "a start that grows": "works",
  "50,000 locals and recursion": ["limit_exceeded", /^x: the driver needs more stack than there is$/],
};
/** Of these, engines differ: some refuse them, some run them. */
const FEATURES = ["a shared memory", "a memory of 64 bits"];
/** Without a worker nothing ends these. */
const ENDLESS = /loops|in the end|waits/;

test("each odd driver is expected to do something", () => {
  expect([...Object.keys(EXPECTED), ...FEATURES].sort()).toEqual(Object.keys(ODD).sort());
});

for (const [name, expected] of Object.entries(EXPECTED)) {
  const outcomeOf = async (loading: ReturnType<typeof load> | ReturnType<typeof runInWorker>): Promise<void> => {
    const driver = await loading.catch(() => undefined);
    if (expected === "works") expect(await driver!.decodeEvent("x", bytes)).toBe(17);
    else {
      const error = await failureOf(driver ? Promise.resolve(driver).then((driver) => driver.decodeEvent("x", bytes)) : loading);
      expect({ kind: error.kind, message: error.message }).toEqual({ kind: expected[0], message: expect.stringMatching(expected[1]) });
    }
    // The next call, unless it meets the same oddity, and the next driver.
    if (driver && !/init/.test(name)) expect(await driver.version()).toBe("1.0.0");
    expect((await load("fixture/plain")).version()).toBe("1.2.3");
    if (driver && "close" in driver) driver.close();
  };
  if (!ENDLESS.test(name)) test(`${name}: here`, () => outcomeOf(load(`hostile/${name}`, { limits })));
  test(`${name}: in a worker`, () => outcomeOf(runInWorker(file(`hostile/${name}`), { limits, timeout: ENDLESS.test(name) ? 300 : 10_000 })));
}

for (const name of FEATURES) {
  test(`${name}: refused or run, without harm`, async () => {
    for (const start of [() => load(`hostile/${name}`), () => runInWorker(file(`hostile/${name}`))]) {
      const loading = start();
      const driver = await loading.catch(() => undefined);
      if (!driver) expect((await failureOf(loading)).kind).toBe("load");
      else await Promise.resolve(driver).then((driver) => driver.decodeEvent("x", bytes)).then((value) => expect(value).toBe(17), (error) => expect(error).toBeInstanceOf(DataDriverError));
      if (driver && "close" in driver) driver.close();
    }
  });
}

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id: number, ...contents: number[]) => [...HEADER, id, contents.length, ...contents];
const MALFORMED: Record<string, number[]> = {
  nothing: [],
  "a header": HEADER,
  "half a header": HEADER.slice(0, 5),
  "version 2": [0, 0x61, 0x73, 0x6d, 2, 0, 0, 0],
  "a component": [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 0, 1, 0],
  text: [...new TextEncoder().encode("(module)")],
  "an unknown section": section(200, 0),
  "a section beyond the end": [...HEADER, 1, 100, 0],
  "a section of 4 GiB": [...HEADER, 1, 0xff, 0xff, 0xff, 0xff, 0x0f],
  "a length without end": [...HEADER, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
  "a name beyond its section": section(0, 100, 0x61),
  "4 billion types": section(1, 0xff, 0xff, 0xff, 0xff, 0x0f),
  "a type of 4 billion parameters": section(1, 1, 0x60, 0xff, 0xff, 0xff, 0xff, 0x0f),
  "4 billion functions": section(3, 0xff, 0xff, 0xff, 0xff, 0x0f),
  "4 billion tables": section(4, 0xff, 0xff, 0xff, 0xff, 0x0f),
  "4 billion memories": section(5, 0xff, 0xff, 0xff, 0xff, 0x0f),
  "4 billion exports": section(7, 0xff, 0xff, 0xff, 0xff, 0x0f),
  "memory after memory": [...section(5, 1, 0, 1), 5, 3, 1, 0, 1],
  "sections in the wrong order": [...section(5, 1, 0, 1), 1, 1, 0],
  "functions without code": [...section(1, 1, 0x60, 0, 0), 3, 2, 1, 0],
  "a function of 4 billion locals": [...section(1, 1, 0x60, 0, 0), 3, 2, 1, 0, 10, 10, 1, 8, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 0x0b],
  "a start that is not there": section(8, 7),
  "a name that is not UTF-8": section(7, 1, 2, 0xff, 0xfe, 0, 0),
};

for (const [name, contents] of Object.entries(MALFORMED)) {
  test(`malformed: ${name}`, async () => {
    const module = new Uint8Array(contents);
    expect((await failureOf(loadDriver(module))).kind).toBe("load");
    expect((await failureOf(loadDriver(module, { limits }))).kind).toBe("load");
    expect((await failureOf(runInWorker(module))).kind).toBe("load");
    try {
      inspect(module);
    } catch (error) {
      expect(error).toMatchObject({ name: "DataDriverError", kind: "load" });
    }
    expect((await load("fixture/plain")).version()).toBe("1.2.3");
  });
}

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
      // Where it ends before its data, it is a driver without them.
      if (driver) complete++;
    }
    try {
      inspect(part);
    } catch (error) {
      expect(error).toMatchObject({ name: "DataDriverError", kind: "load" });
    }
  }
  expect(complete).toBeLessThanOrEqual(2);
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
