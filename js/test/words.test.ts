/** T3: what a driver says of itself reaches logs: it is cut, and what is not seen in it is escaped. */
import { createContract, DataDriverError, inspect, loadDriver, runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";
import { FORGED, SHOWN } from "./support/words.ts";

/** The limits, as `docs/security.md` and the Rust host have them. */
const [MESSAGE, VERSION, NAME] = [1024, 256, 64];
const bytes = new Uint8Array(4);
const UNSEEN = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Nothing of an error that a logger writes can forge a line or fill it; a stack of ours is no words of a driver. */
function expectTame(error: DataDriverError): void {
  const { cause } = error;
  const written = [error.message, ...Object.values(error.toJSON()), ...(cause instanceof Error ? [cause.message, cause.stack] : [])];
  for (const words of written.filter((one) => typeof one === "string")) {
    expect(words).not.toMatch(UNSEEN);
    expect(new TextEncoder().encode(words).length).toBeLessThanOrEqual(MESSAGE + "…".length * 3);
  }
}

/** The error that a call of this driver gives, the same here and in a worker. */
async function errorOf(name: string, call: (driver: Awaited<ReturnType<typeof load>> | Awaited<ReturnType<typeof runInWorker>>) => unknown): Promise<DataDriverError> {
  const driver = await load(`hostile/${name}`);
  const error = await failureOf(Promise.resolve(driver).then(call));
  const worker = await runInWorker(file(`hostile/${name}`));
  const there = await failureOf(Promise.resolve(worker).then(call)).finally(() => worker.close());
  expect(there.toJSON()).toEqual(error.toJSON());
  expectTame(there);
  expectTame(error);
  return error;
}

for (const name of ["forged words", "forged words of a deployed driver", "forged message", "forged panic"]) {
  test(`T3: ${name}`, async () => {
    const error = await errorOf(name, (driver) => driver.decodeEvent("f", bytes));
    expect(error.message).toBe(`f: ${SHOWN}`);
  });
}

test("T3: forged facts", async () => {
  const error = await errorOf("forged facts", (driver) => driver.decodeEvent("f", bytes));
  expect(error).toMatchObject({ pointer: `/${SHOWN}`, expected: SHOWN, found: SHOWN, event: "f" });
  expect(error.kind).toBe(`${SHOWN.slice(0, NAME)}…`);
  expect(error).not.toHaveProperty("function");
});

test("T3: a forged version, and one that is long", async () => {
  expect((await load("hostile/forged version")).version()).toBe(SHOWN);
  expect((await load("hostile/long version")).version()).toBe(`${"v".repeat(VERSION)}…`);
  const worker = await runInWorker(file("hostile/long version"));
  expect(await worker.version()).toBe(`${"v".repeat(VERSION)}…`);
  worker.close();
});

for (const [name, words] of [
  // A character is not cut.
  ["long words", `${"é".repeat((MESSAGE - 4) / 2)}`],
  ["long words of a deployed driver", "w".repeat(MESSAGE - 3)],
  ["long message", "m".repeat(MESSAGE - 3)],
  ["long panic", "p".repeat(MESSAGE - 3)],
] as const) {
  test(`T3: ${name}`, async () => {
    expect((await errorOf(name, (driver) => driver.decodeEvent("f", bytes))).message).toBe(`f: ${words}…`);
  });
}

test("T3: long facts", async () => {
  const { kind, pointer, expected, found } = await errorOf("long facts", (driver) => driver.decodeEvent("f", bytes));
  expect({ kind, pointer, expected, found }).toEqual({
    kind: `${"k".repeat(NAME)}…`,
    pointer: `/${"p".repeat(MESSAGE - 1)}…`,
    expected: `${"e".repeat(MESSAGE)}…`,
    found: `${"f".repeat(MESSAGE)}…`,
  });
});

for (const name of ["words of 32 MiB", "details of 32 MiB"]) {
  test(`T3: ${name} are not made room for`, async () => {
    const error = await errorOf(name, (driver) => driver.decodeEvent("f", bytes));
    expect(error).toMatchObject({ kind: "limit_exceeded", message: `f: the driver's result exceeds the limit of ${(1 << 20) + bytes.length} bytes` });
  });
}

test("T3: nor a version of 32 MiB", async () => {
  const error = await failureOf(load("hostile/version of 32 MiB"));
  expect(error).toMatchObject({ kind: "load", message: `the driver's result exceeds the limit of ${1 << 20} bytes` });
});

test("T3: words that are not UTF-8 are the driver's fault", async () => {
  expect(await errorOf("words that are not UTF-8", (driver) => driver.decodeEvent("f", bytes))).toMatchObject({ kind: "bad_driver" });
});

test("T3: the names of imports", async () => {
  const error = await failureOf(load("hostile/forged import"));
  expect(error.message).toBe(`drivers import nothing, this one ${SHOWN.slice(0, NAME)}….${"n".repeat(NAME)}…`);
  expect((await failureOf(runInWorker(file("hostile/forged import")))).message).toBe(error.message);
  const many = await failureOf(load("hostile/many imports"));
  expect(many.message).toMatch(/^drivers import nothing, this one env.n{60}, [env.n, ]{925}…$/);
  // Of 5,000 imports.
  expect((many.cause as Error).message.length).toBeLessThan(2 * MESSAGE);
});

test("T3: names in a schema", async () => {
  const contract = createContract(await load("hostile/forged schema"));
  const error = failure(() => contract.encode.other);
  expect(error.message).toBe(`the contract has no function other; it has ${SHOWN.slice(0, NAME)}…, ${"x".repeat(NAME)}…`);
});

test("T3: an engine that quotes a schema which is no JSON", async () => {
  const error = await errorOf("schema that is no JSON", (driver) => driver.schema());
  expect(error).toMatchObject({ kind: "bad_driver", message: "get_schema: the driver's text is not JSON" });
  expect(error.cause).toBeInstanceOf(Error);
});

test("T3: a caller's own name in a message, all of it in the fact", async () => {
  const driver = await load("hostile/forged words");
  const error = failure(() => driver.decodeEvent(`f${FORGED}`, bytes));
  expect(error.message).toBe(`f${SHOWN.slice(0, NAME - 1)}…: ${SHOWN}`);
  expect(error.event).toBe(`f${FORGED}`);
});

/** A module of one function, which is not valid or traps when it starts; its name in the file is that of the attack. */
function named(code: number[]): Uint8Array<ArrayBuffer> {
  const name = [...new TextEncoder().encode(FORGED)];
  const section = (id: number, ...contents: number[]) => [id, contents.length, ...contents];
  const label = [...new TextEncoder().encode("name")];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 0),
    ...section(3, 1, 0),
    ...section(8, 0),
    ...section(10, 1, code.length, ...code),
    ...section(0, label.length, ...label, 1, name.length + 3, 1, 0, name.length, ...name),
  ]);
}

test("T3: an engine that names a function which is not valid", async () => {
  const add = named([0, 0x6a, 0x0b]);
  for (const start of [(bytes: typeof add) => loadDriver(bytes), (bytes: typeof add) => runInWorker(bytes)]) {
    const error = await failureOf(start(add));
    expect(error.cause).toBeInstanceOf(WebAssembly.CompileError);
    expectTame(error);
  }
});

test("T3: the stack of a trap, in which engines name functions", async () => {
  const names = new TextEncoder().encode(FORGED);
  const name = [1, 0, names.length, ...names];
  const section = [...new TextEncoder().encode("\x04name"), 1, name.length, ...name];
  const driver = await loadDriver(new Uint8Array([...file("fixture/plain"), 0, section.length, ...section]));
  for (const call of ["trap", "deep"]) {
    const error = failure(() => driver.encodeInput(call));
    expect(error.cause).toBeInstanceOf(Error);
    expectTame(error);
  }
});

test("T3: the name of a section that a file has twice", () => {
  const name = new TextEncoder().encode(`data-driver-${FORGED}`);
  const section = [0, name.length + 1, name.length, ...name];
  const error = failure(() => inspect(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...section, ...section])));
  expect(error.message).toBe(`the driver's file has two sections data-driver-${SHOWN}`);
  expectTame(error);
});
