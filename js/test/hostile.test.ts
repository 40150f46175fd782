import { createContract, DataDriverError, loadDriver, runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load, toHex } from "./support/files.ts";
import { MANY } from "./support/many.ts";

test("a module that imports is refused, and the imports are named", async () => {
  const error = await failureOf(load("fixture/imports"));
  expect(error).toMatchObject({ kind: "load" });
  expect(error.message).toContain("env.log, wasi_snapshot_preview1.fd_write");
});

test("missing exports are named", async () => {
  const error = await failureOf(load("fixture/few-exports"));
  expect(error.kind).toBe("load");
  expect(error.message).toContain("memory, dealloc, get_schema");
});

test("what is not WebAssembly is refused", async () => {
  const error = await failureOf(loadDriver(new Uint8Array([1, 2, 3, 4])));
  expect(error.kind).toBe("load");
  expect(error.cause).toBeInstanceOf(WebAssembly.CompileError);
});

test("a driver that traps when it starts is a load error", async () => {
  expect((await failureOf(load("fixture/start-traps"))).kind).toBe("load");
});

test("a compiled module can be loaded any number of times", async () => {
  const module = await WebAssembly.compile(file("fixture/plain"));
  const [one, two] = [await loadDriver(module), await loadDriver(module)];
  expect(failure(() => one.encodeInput("trap")).kind).toBe("trap");
  expect(toHex(two.encodeInput("echo", 7))).toBe("37");
});

test("after a trap the next call works, and the panic's message arrives", async () => {
  const driver = await load("fixture/plain");
  const error = failure(() => driver.encodeInput("trap", { a: 1 }));
  expect(error).toMatchObject({
    kind: "trap",
    function: "trap",
    message: "trap: panicked at src/lib.rs:7:9: no stake",
  });
  expect(error.cause).toBeInstanceOf(WebAssembly.RuntimeError);
  expect(driver.decodeEvent("echo", new Uint8Array([0x31]))).toBe(1);
});

test("D4: a trap without words has the engine's reason, in the words of the Rust host", async () => {
  const driver = await load("fixture/deployed");
  failure(() => driver.encodeInput("fail"));
  expect(failure(() => driver.encodeInput("trap")).message).toBe("trap: the driver trapped: wasm `unreachable` instruction executed");
  expect(driver.encodeInput("echo").length).toBe(4);
});

test("J14: endless recursion exceeds a limit, as in the Rust host", async () => {
  const driver = await load("fixture/plain");
  expect(failure(() => driver.encodeInput("deep"))).toMatchObject({ kind: "limit_exceeded", message: "deep: the driver needs more stack than there is" });
  expect(driver.encodeInput("echo").length).toBe(4);
});

test(`${MANY} trapping calls leave the next one working`, async () => {
  const driver = await load("fixture/plain");
  for (let i = 0; i < MANY; i++) failure(() => driver.decodeEvent("trap", new Uint8Array(20)));
  expect(driver.decodeEvent("echo", new Uint8Array([0x31]))).toBe(1);
});

// The sentences are wasmtime's.
for (const [name, words] of [
  ["unreachable", "wasm `unreachable` instruction executed"],
  ["division", "integer divide by zero"],
  ["remainder", "integer divide by zero"],
  ["overflow", "integer overflow"],
  ["conversion", "invalid conversion to integer"],
  ["memory", "out of bounds memory access"],
  ["table", "undefined element: out of bounds table access"],
] as const) {
  test(`D4: a driver that traps in get_schema says so with the place, here and in a worker: ${name}`, async () => {
    const message = `get_schema: the driver trapped: ${words}`;
    const driver = await load(`fixture/schema-traps-${name}`);
    expect(failure(() => driver.schema())).toMatchObject({ kind: "trap", message });
    expect(failure(() => driver.schemaJson()).message).toBe(message);
    expect(failure(() => createContract(driver)).message).toBe(message);
    const worker = await runInWorker(file(`fixture/schema-traps-${name}`));
    expect((await failureOf(worker.schema())).message).toBe(message);
    worker.close();
  });
}

test("D5: a message repeats a long name in part, the facts have all of it", async () => {
  const driver = await load("fixture/deployed");
  // 64 bytes are 21 characters of three, and 63 of one beside the first.
  for (const [name, shown] of [["f".repeat(200), "f".repeat(64)], ["f" + "€".repeat(100), "f" + "€".repeat(21)], ["f".repeat(64), undefined]] as const) {
    const error = failure(() => driver.encodeInput(name));
    expect(error.message.startsWith(`${shown ? `${shown}…` : name}: Unsupported`), error.message).toBe(true);
    expect(error.function).toBe(name);
  }
});

for (const [fn, message] of [
  ["wide", /^wide: the driver gave a result of 4294967280 bytes in a buffer of \d+ bytes$/],
  ["code", /^code: the driver returned the code 77$/],
  ["yet", /^yet: the driver asked for a buffer of \d+ bytes and found it too small then$/],
] as const) {
  test(`${fn}: the driver is at fault, and the next call works`, async () => {
    const driver = await load("fixture/plain");
    expect(failure(() => driver.encodeInput(fn))).toMatchObject({
      kind: "bad_driver",
      message: expect.stringMatching(message),
      function: fn,
    });
    expect(driver.encodeInput("echo").length).toBe(4);
  });
}

test("text that is not UTF-8 or not JSON is the driver's fault", async () => {
  const driver = await load("fixture/plain");
  expect(failure(() => driver.decodeEvent("utf", new Uint8Array()))).toMatchObject({ kind: "bad_driver", event: "utf" });
  expect(failure(() => driver.decodeOutput("json", new Uint8Array()))).toMatchObject({ kind: "bad_driver", function: "json" });
  expect(driver.decodeOutputJson("json", new Uint8Array())).toBe("nope");
  expect(toHex(driver.encodeInput("utf"))).toBe("fffe");
});

test("a result that grows without end meets the limit", async () => {
  const driver = await load("fixture/plain", { limits: { output: 1 << 20 } });
  expect(failure(() => driver.encodeInput("zoom"))).toMatchObject({ kind: "limit_exceeded", function: "zoom" });
  expect(driver.encodeInput("need").length).toBe(1 << 20);
  const narrow = await load("fixture/plain", { limits: { output: (1 << 20) - 1 } });
  expect(failure(() => narrow.encodeInput("need")).kind).toBe("limit_exceeded");
  expect(failure(() => narrow.encodeInput("Need")).kind).toBe("limit_exceeded");
});

test("the doubling reaches a limit that is no power of two", async () => {
  const driver = await load("fixture/plain", { limits: { output: (1 << 20) + 5 } });
  expect(driver.encodeInput("Need").length).toBe(1 << 20);
});

test("memory that grows during a call is seen", async () => {
  const driver = await load("fixture/plain");
  for (let i = 0; i < 20; i++) expect(driver.encodeInput("grow", "hello").length).toBe(7);
});

test("memory beyond the limit ends the call, and the next one runs in a fresh instance", async () => {
  const driver = await load("fixture/plain");
  expect(failure(() => driver.encodeInput("memory"))).toMatchObject({ kind: "limit_exceeded", function: "memory" });
  expect(driver.encodeInput("echo").length).toBe(4);
  expect((await failureOf(load("fixture/memory-is-huge"))).message).toContain("268435456 bytes");
});

/** A file whose first section says this: what is read of two of one name. */
function saying(wasm: Uint8Array, meta: object): Uint8Array {
  const utf8 = new TextEncoder().encode(`\x0bdata-driver${JSON.stringify(meta)}`);
  const section = [0, (utf8.length & 127) | 128, utf8.length >> 7, ...utf8];
  return Uint8Array.from([...wasm.subarray(0, 8), ...section, ...wasm.subarray(8)]);
}

test("a driver that needs more memory than its file states is the loser", async () => {
  const plain = await file("fixture/plain");
  const driver = await loadDriver(saying(plain, { memory: { base: 4 << 20, perByte: 1000 } }));
  const error = failure(() => driver.decodeInput("memory", new Uint8Array(10)));
  expect(error).toMatchObject({
    kind: "limit_exceeded",
    message: `memory: the driver needs more memory than the limit of ${(4 << 20) + 10_000} bytes that its file states`,
  });
  for (let i = 0; i < 3; i++) expect(driver.encodeInput("echo").length).toBe(4);
  const more = await failureOf(loadDriver(saying(plain, { memory: { base: 1, perByte: 1 } })));
  expect(more.message).toContain("the limit of 1 bytes that its file states");
});

test("what is no bound states nothing", async () => {
  const plain = await file("fixture/plain");
  for (const memory of [undefined, 1, {}, { base: 1 }, { base: -1, perByte: 1 }, { base: "1", perByte: 1 }, { base: 0.5, perByte: 1 }]) {
    expect((await loadDriver(saying(plain, { memory }))).encodeInput("echo").length).toBe(4);
  }
});

test("an input larger than the memory limit is refused before the driver sees it", async () => {
  const driver = await load("fixture/plain", { limits: { memory: 1 << 20 } });
  expect(failure(() => driver.decodeInput("echo", new Uint8Array(2 << 20))).kind).toBe("limit_exceeded");
  expect(driver.encodeInput("echo").length).toBe(4);
});

for (const [name, kind] of [
  ["alloc-null", "limit_exceeded"],
  ["alloc-outside", "bad_driver"],
  ["alloc-negative", "bad_driver"],
] as const) {
  test(`${name}: no pointer that alloc returns is believed`, async () => {
    const error = await failureOf(load(`fixture/${name}`));
    expect(error.kind).toBe("load");
    expect((error.cause as DataDriverError).kind).toBe(kind);
  });
}

test("an alloc that always gives the same block harms the driver's own results only", async () => {
  const driver = await load("fixture/alloc-same");
  for (let i = 0; i < 100; i++) {
    try {
      driver.encodeInput("echo", "hello");
    } catch (error) {
      expect(error).toBeInstanceOf(DataDriverError);
    }
  }
});

test("an alloc that traps is a load error", async () => {
  expect((await failureOf(load("fixture/alloc-traps"))).kind).toBe("load");
});

test("pointers above 2 GiB, which arrive as negative numbers, work", async () => {
  const driver = await load("fixture/high", { limits: { memory: 2 ** 32 } });
  expect(driver.encodeInput("echo", "high").length).toBe(6);
});

test("data is aligned to 16 bytes, whatever alloc does", async () => {
  const driver = await load("fixture/plain");
  for (const size of [0, 1, 5_000, 50_000, 500_000, 5_000_000]) {
    expect(driver.decodeInputJson("pointer", new Uint8Array(size))).toBe("\0");
  }
});
