/** Feeds, whose items stand one after the other, and lists of events. */
import { decodeFeed, runInWorker } from "data-driver";
import { expect, inject, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, fromHex, load } from "./support/files.ts";
import { random } from "./support/mutate.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const ITEMS = Array.from({ length: 100 }, (_, i) => 1000 + i);
const FEED = bytes(ITEMS.join(""));

async function collected(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The bytes in pieces, all of which use the same memory, as some sources do. */
async function* pieces(all: Uint8Array, next: () => number) {
  const memory = new Uint8Array(16);
  for (let at = 0; at < all.length; ) {
    const length = Math.min(Math.floor(next() * 16), all.length - at);
    memory.set(all.subarray(at, at + length));
    yield memory.subarray(0, length);
    memory.fill(0xff);
    at += length;
  }
}

test("D8: the items of a feed", async () => {
  const driver = await load("fixture/feeds");
  expect([...decodeFeed(driver, "echo_four", FEED)]).toEqual(ITEMS);
  expect([...decodeFeed(driver, "echo_four", FEED.buffer)]).toEqual(ITEMS);
  expect([...decodeFeed(driver, "echo_four", new Uint8Array())]).toEqual([]);
  // One by one: what nobody asks for is not decoded.
  for (const item of decodeFeed(driver, "echo_four", bytes("1234oops"))) {
    expect(item).toBe(1234);
    break;
  }
});

test("D8: of a stream, however it is cut, and on a worker", async () => {
  const driver = await load("fixture/feeds");
  const worker = await runInWorker(file("fixture/feeds"));
  for (let seed = 0; seed < 20; seed++) {
    expect(await collected(decodeFeed(driver, "echo_four", pieces(FEED, random(seed))))).toEqual(ITEMS);
  }
  const body = () => new Response(FEED).body!;
  expect(await collected(decodeFeed(driver, "echo_four", body()))).toEqual(ITEMS);
  expect(await collected(decodeFeed(driver, "echo_four", { getReader: body().getReader.bind(body()) }))).toEqual(ITEMS);
  expect(await collected(decodeFeed(worker, "echo_four", FEED))).toEqual(ITEMS);
  expect(await collected(decodeFeed(worker, "echo_four", pieces(FEED, random(7))))).toEqual(ITEMS);
  worker.close();
});

test("D8: values as the schema types them", async () => {
  const driver = await load("fixture/feeds", { integers: "bigint" });
  expect([...decodeFeed(driver, "echo_four", FEED)]).toEqual(ITEMS.map(BigInt));
});

test("D8: a bad item is told by its number, and bytes that are left over by their place", async () => {
  const driver = await load("fixture/feeds");
  const feed = decodeFeed(driver, "echo_four", bytes("1234{{{{5678"));
  expect(feed.next().value).toBe(1234);
  expect(failure(() => feed.next())).toMatchObject({ kind: "bad_driver", function: "echo_four" });
  expect(failure(() => [...decodeFeed(driver, "echo_four", bytes("1234x"))])).toMatchObject({
    kind: "wrong_length",
    function: "echo_four",
    message: "echo_four: expected items of 4 bytes, found 1 bytes at the end",
    offset: 4,
  });
  const short = (async function* () {
    yield bytes("123");
  })();
  expect((await failureOf(collected(decodeFeed(driver, "echo_four", short)))).kind).toBe("wrong_length");
  expect(failure(() => [...decodeFeed(driver, "traps", bytes("1234"))]).message).toContain("(item 0 of the feed)");
});

test("D8: without a size there is no telling items apart", async () => {
  const driver = await load("fixture/feeds");
  for (const [name, kind, words] of [
    ["echo_any", "unsupported", "no itemSize"],
    ["echo_zero", "unsupported", "no itemSize"],
    ["echo_query", "unsupported", "a query and no feed"],
    ["nowhere", "unknown_function", "no such function"],
  ] as const) {
    const error = failure(() => decodeFeed(driver, name, FEED));
    expect(error).toMatchObject({ kind, function: name });
    expect(error.message).toContain(words);
  }
  expect(failure(() => decodeFeed(driver, "echo_four", "00" as never)).message).toMatch(/^echo_four: expected a Uint8Array or ArrayBuffer, found/);
  const schemaless = await load("fixture/schemaless");
  expect(failure(() => decodeFeed(schemaless, "echo", FEED)).kind).toBe("unsupported");
});

test("events in their order, with the errors of the bad ones", async () => {
  const goldens = inject("goldens").filter(({ contract, kind }) => contract === "stake" && kind === "event");
  const events = goldens.map(({ name, hex }) => ({ topic: name, data: fromHex(hex) }));
  const mixed = [events[0]!, { topic: "reward", data: new Uint8Array(3) }, { topic: "nowhere", data: new Uint8Array() }, ...events, { topic: "stake", data: "00" as never }];
  const worker = await runInWorker(file("stake"));
  const [driver, bigints] = [await load("stake"), await load("stake", { integers: "bigint" })];
  const decoded = driver.decodeEvents(mixed);
  expect(decoded.map(({ topic }) => topic)).toEqual(mixed.map(({ topic }) => topic));
  expect(decoded[0]).toEqual({ topic: goldens[0]!.name, value: JSON.parse(goldens[0]!.json) });
  expect(decoded[1]).toMatchObject({ error: { kind: "wrong_length", event: "reward" } });
  expect(decoded[2]).toMatchObject({ error: { kind: "unknown_event", event: "nowhere" } });
  expect(decoded.slice(3, -1).map(({ value }) => value)).toEqual(goldens.map(({ json }) => JSON.parse(json) as unknown));
  expect(decoded.at(-1)).toMatchObject({ error: { kind: "invalid_value", event: "stake" } });
  expect(bigints.decodeEvents(events).map(({ value }) => value)).toEqual(events.map(({ topic, data }) => bigints.decodeEvent(topic, data)));
  const there = await worker.decodeEvents(mixed);
  expect(there.map(({ value }) => value)).toEqual(decoded.map(({ value }) => value));
  expect(there.map(({ error }) => error?.message)).toEqual(decoded.map(({ error }) => error?.message));
  expect(there[1]!.error).toBeInstanceOf(Error);
  worker.close();
});
