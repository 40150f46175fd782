/** What a JavaScript value is, by its type: the table in the README, over odd values of all kinds in all places. */
import { type Driver, runInWorker, type WorkerDriver } from "data-driver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";
import { asInput, INSIDE, PLACES, REFUSED, TAKEN } from "./support/oddValues.ts";

let driver: Driver;
let worker: WorkerDriver;
beforeAll(async () => {
  driver = await load("fixture/plain");
  worker = await runInWorker(file("fixture/plain"));
});
afterAll(() => worker.close());

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

for (const [name, [value, found]] of Object.entries(REFUSED)) {
  test(`J4, J5, J22: refused, with its place: ${name}`, async () => {
    for (const [around, pointer] of PLACES) {
      const given = asInput(around(value));
      const error = failure(() => driver.encodeInput("echo", given));
      expect(error).toMatchObject({ kind: "invalid_value", function: "echo", pointer: pointer + (INSIDE[name] ?? "") });
      expect(error.found).toMatch(found);
      const there = await failureOf(worker.encodeInput("echo", given));
      expect(there.toJSON()).toEqual(error.toJSON());
    }
  });
}

for (const [name, [value, json]] of Object.entries(TAKEN)) {
  test(`J4, J6, J22: taken: ${name}`, async () => {
    expect(text(driver.encodeInput("echo", asInput(value)))).toBe(json);
    expect(text(await worker.encodeInput("echo", asInput(value)))).toBe(json);
    expect(text(driver.encodeInput("echo", asInput([{ a: value ?? null }])))).toBe(`[{"a":${json}}]`);
  });
}

test("an object that is part of itself is refused where it comes again", async () => {
  const circle: Record<string, unknown> = { b: [{}] };
  (circle.b as object[])[0] = { c: circle };
  for (const [around, pointer] of PLACES) {
    const given = asInput(around(circle));
    const error = failure(() => driver.encodeInput("echo", given));
    expect(error).toMatchObject({ kind: "invalid_value", function: "echo" });
    // A proxy that makes proxies never gives the same object twice.
    if (pointer !== "/deep/0/er") expect(error).toMatchObject({ found: "an object that is part of itself", pointer: `${pointer}/b/0/c` });
    expect((await failureOf(worker.encodeInput("echo", given))).toJSON()).toEqual(error.toJSON());
  }
});

test("what nests deeper than a driver reads", () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(failure(() => driver.encodeInput("echo", asInput(deep)))).toMatchObject({ kind: "invalid_value", function: "echo" });
});

test("bytes of any realm", async () => {
  const realm = await otherRealm();
  const bytes = realm("new Uint8Array([1, 255])") as Uint8Array;
  expect(bytes instanceof Uint8Array).toBe(false);
  for (const [value, json] of [
    [bytes, '"01ff"'],
    [realm("({ a: [1, { b: 2n }] })"), '{"a":[1,{"b":"2"}]}'],
    [realm("new Map([['a', 1]])"), '{"a":1}'],
    [realm("Object.create(null)"), "{}"],
  ] as const) {
    expect(text(driver.encodeInput("echo", asInput(value)))).toBe(json);
    expect(text(await worker.encodeInput("echo", asInput(value)))).toBe(json);
  }
  for (const code of ["new Date()", "/a/", "Promise.resolve()", "new Set()", "new (class A {})()", "() => 1", "new Uint16Array(1)", "Object(1n)"]) {
    expect(failure(() => driver.encodeInput("echo", asInput([realm(code)])))).toMatchObject({ kind: "invalid_value", pointer: "/0" });
  }
});

/** Runs code where `Object`, `Uint8Array` and all others are not ours. */
async function otherRealm(): Promise<(code: string) => unknown> {
  if (typeof document === "undefined") {
    const vm = "node:vm";
    const { createContext, runInContext } = (await import(/* @vite-ignore */ vm)) as typeof import("node:vm");
    const context = createContext();
    return (code) => runInContext(code, context) as unknown;
  }
  const frame = document.body.appendChild(document.createElement("iframe"));
  const { eval: run } = frame.contentWindow as unknown as { eval(code: string): unknown };
  return (code) => run(code);
}

test("J22: of a large buffer, a worker is sent the bytes that are meant", async () => {
  const view = new Uint8Array(new ArrayBuffer(64 << 20), 1 << 20, 3).fill(7);
  expect(text(await worker.encodeInput("echo", [view]))).toBe('["070707"]');
  expect(await worker.decodeOutputJson("echo", new Uint8Array(new ArrayBuffer(64 << 20), 5, 0))).toBe("");
  // The caller's own stays his, and what he changes afterwards is too late.
  const value = { list: [1n] };
  const encoding = worker.encodeInput("echo", value);
  value.list.push(2n);
  expect(text(await encoding)).toBe('{"list":["1"]}');
  expect(view.length).toBe(3);
});
