/** What a program passes by mistake, `null` above all, is an error of this package, in its own words. */
import { createContract, DataDriverError, decodeFeed, DriverRegistry, identify, inspect, loadDriver, runInWorker, validate } from "data-driver";
import { Trust, verifyManifest } from "data-driver/signature";
import { expect, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

const bytes = new TextEncoder().encode("17");
const wrong = (value: unknown) => value as never;

test("options that are none are refused by name", async () => {
  const wasm = file("fixture/plain");
  const registry = new DriverRegistry().set("a", wasm);
  for (const [given, found] of [[null, "null"], ["sha256-x", "string"]] as const) {
    const message = `options: expected an object, found ${found}`;
    for (const refused of [
      failureOf(loadDriver(wasm, wrong(given))),
      failureOf(runInWorker(wasm, wrong(given))),
      failureOf(registry.get("a", wrong(given))),
      failureOf(new Trust().verify("", "", wrong(given))),
      failure(() => new DriverRegistry(wrong(given))),
    ]) {
      expect(await refused).toMatchObject({ kind: "load", message });
    }
    expect(await failureOf(loadDriver(wasm, { limits: wrong(given) }))).toMatchObject({ kind: "load", message: message.replace("options", "limits") });
  }
});

test("manifests and entries that are none are refused by name", async () => {
  const trust = new Trust();
  for (const [given, found] of [[null, "null"], [undefined, "undefined"], [[], "array"], ["a", "string"], [5, "number"]] as const) {
    const message = `the manifest: expected an object, found ${found}`;
    expect(failure(() => DriverRegistry.fromManifest(wrong(given)))).toMatchObject({ kind: "load", message });
    expect(await failureOf(verifyManifest(wrong(given), trust))).toMatchObject({ kind: "load", message });
    const entry = `the manifest's entry ab: expected an object, found ${found}`;
    expect(failure(() => DriverRegistry.fromManifest({ ab: wrong(given) }))).toMatchObject({ kind: "load", message: entry });
    expect(await failureOf(verifyManifest({ ab: wrong(given) }, trust))).toMatchObject({ kind: "load", message: entry });
  }
  expect((await failureOf(new DriverRegistry().set("a", wrong(null)).get("a"))).message).toMatch(/, not from Null$/);
});

test("no event is lost beside one that is none", async () => {
  const driver = await load("fixture/plain");
  const worker = await runInWorker(file("fixture/plain"));
  const bigints = await load("stake", { integers: "bigint" });
  const event = { topic: "echo", data: bytes };
  const events = wrong([event, null, 5, { topic: 5, data: bytes }, {}, { topic: "echo" }, event]);
  const found = [
    { topic: "echo", value: 17 },
    { topic: undefined, error: "expected an event, found null" },
    { topic: undefined, error: "expected an event, found number" },
    { topic: 5, error: "expected a name, found number" },
    { topic: undefined, error: "expected a name, found undefined" },
    { topic: "echo", error: "echo: expected a Uint8Array or ArrayBuffer, found undefined" },
    { topic: "echo", value: 17 },
  ];
  const written = (all: { topic: string; value?: unknown; error?: DataDriverError }[]) => all.map(({ topic, value, error }) => (error ? { topic, error: error.message } : { topic, value }));
  expect(written(driver.decodeEvents(events))).toEqual(found);
  expect(written(await worker.decodeEvents(events))).toEqual(found);
  for (const [given, what] of [[null, "null"], [undefined, "undefined"], [{}, "object"], [5, "number"]] as const) {
    const error = { kind: "invalid_value", message: `expected a list of events, found ${what}` };
    for (const one of [driver, bigints]) expect(failure(() => one.decodeEvents(wrong(given)))).toMatchObject(error);
    expect(await failureOf(worker.decodeEvents(wrong(given)))).toMatchObject(error);
  }
  worker.close();
});

test("a name that is none is refused as what it is, in every call", async () => {
  const driver = await load("fixture/plain");
  const worker = await runInWorker(file("fixture/plain"));
  const strict = await load("stake", { strict: true });
  for (const [name, found] of [[undefined, "undefined"], [null, "null"], [5, "number"], [{}, "object"], [Symbol("a"), "symbol"], [() => 1, "function"]] as const) {
    const fn = wrong(name);
    const error = { kind: "invalid_value", message: `expected a name, found ${found}` };
    for (const one of [driver, strict]) {
      for (const call of [
        () => one.encodeInput(fn, 1),
        () => one.encodeInput(fn, bytes),
        () => one.encodeInputJson(fn, "1"),
        () => one.decodeInput(fn, bytes),
        () => one.decodeOutputJson(fn, bytes),
        () => one.decodeEvent(fn, bytes),
      ]) {
        const refused = failure(call);
        expect(refused).toMatchObject(error);
        expect(refused.function ?? refused.event).toBeUndefined();
      }
    }
    for (const call of [worker.encodeInput(fn, 1), worker.encodeInputJson(fn, "1"), worker.decodeEvent(fn, bytes)]) expect(await failureOf(call)).toMatchObject(error);
  }
  worker.close();
});

test("half a surrogate pair is no name, and a name is said once however long it is", async () => {
  const driver = await load("stake");
  const worker = await runInWorker(file("stake"));
  const half = { kind: "invalid_value", function: "a\ud800", message: "a\ud800: expected a name, found half a surrogate pair" };
  expect(failure(() => driver.encodeInput(wrong("a\ud800"), 1))).toMatchObject(half);
  expect(failure(() => driver.encodeInput(wrong("a\ud800"), 1))).toMatchObject(half);
  expect(await failureOf(worker.encodeInput(wrong("a\ud800"), 1))).toMatchObject(half);
  const long = "y".repeat(100_000);
  const deployed = await load("deployed-stake");
  for (const refused of [failure(() => driver.encodeInput(long, 1)), await failureOf(worker.encodeInput(long, 1)), failure(() => deployed.encodeInput(long, 1))]) {
    expect(refused.function).toBe(long);
    expect(refused.message).toMatch(/^y{64}…: [^y]/);
  }
  worker.close();
});

test("JSON text that is no text is refused as what it is", async () => {
  const driver = await load("stake");
  const worker = await runInWorker(file("stake"));
  for (const [json, found] of [[{}, "object"], [undefined, "undefined"], [null, "null"], [[1], "array"], [5, "number"], [bytes, "uint8array"]] as const) {
    const error = { kind: "invalid_value", function: "set_config", message: `set_config: expected JSON text, found ${found}` };
    expect(failure(() => driver.encodeInputJson("set_config", wrong(json)))).toMatchObject(error);
    expect(await failureOf(worker.encodeInputJson("set_config", wrong(json)))).toMatchObject(error);
  }
  worker.close();
});

test("what is no driver, no contract, no file is refused as what it is", async () => {
  for (const [given, found] of [[null, "null"], [undefined, "undefined"], [{}, "object"], ["stake", "string"]] as const) {
    for (const call of [() => createContract(wrong(given)), () => validate(wrong(given), "a", 1), () => decodeFeed(wrong(given), "a", bytes)]) {
      expect(failure(() => call())).toMatchObject({ kind: "invalid_value", message: `expected a driver, found ${found}` });
    }
    expect(failure(() => identify(wrong(given), bytes))).toMatchObject({ kind: "invalid_value", message: `expected a contract, found ${found}` });
    expect(failure(() => inspect(wrong(given)))).toMatchObject({ kind: "load", message: `expected a Uint8Array or ArrayBuffer, found ${found}` });
  }
});
