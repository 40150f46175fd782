import { DriverRegistry, loadDriver } from "data-driver";
import { expect, inject, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file } from "./support/files.ts";

const server = inject("server");
const ID = "02".padEnd(64, "0");

/** An address that no other test asks for, and how often it was asked for. */
function address(more = ""): { url: string; hits: () => Promise<number> } {
  const path = `/fixture/plain?once=${crypto.randomUUID()}${more}`;
  const url = new URL(path, server).href;
  return { url, hits: async () => Number(await (await fetch(`${server}hits?of=${encodeURIComponent(path)}`)).text()) };
}

test("two who ask at the same time get the same driver, from one download", async () => {
  const { url, hits } = address();
  const registry = new DriverRegistry().set("stake", new URL(url));
  const [one, two] = await Promise.all([registry.get("stake"), registry.get("stake")]);
  expect(one).toBe(two);
  expect(await registry.get("stake")).toBe(one);
  expect(await hits()).toBe(1);
});

test("a manifest seeds it, with addresses relative to the manifest's", async () => {
  const { url, hits } = address();
  const relative = url.replace(server, "");
  const registry = DriverRegistry.fromManifest({ [ID]: { url: relative, version: "1.2.3" } }, server);
  expect([...registry.keys()]).toEqual([ID]);
  expect(await hits()).toBe(0);
  expect((await registry.get(ID)).version()).toBe("1.2.3");
  expect(await hits()).toBe(1);
});

test("a contract id may be written in any way", async () => {
  const id = "ab".repeat(32);
  const registry = new DriverRegistry().set(`0x${id.toUpperCase()}`, file("fixture/plain"));
  expect(registry.has(id)).toBe(true);
  expect(await registry.get(id.toUpperCase())).toBe(await registry.get(`0x${id}`));
});

test("a failed load is forgotten", async () => {
  let answers = 0;
  const registry = new DriverRegistry().set("flaky", () => {
    answers += 1;
    return answers === 1 ? fetch(`${server}fixture/plain?status=503`) : fetch(`${server}fixture/plain`);
  });
  expect((await failureOf(registry.get("flaky"))).message).toContain("503");
  expect((await registry.get("flaky")).version()).toBe("1.2.3");
  expect(answers).toBe(2);
});

test("the pin and the version are checked", async () => {
  const source = file("fixture/plain");
  const integrity = `sha256-${btoa("x".repeat(32))}`;
  const registry = new DriverRegistry().set("pinned", { source, integrity }).set("old", { source, version: "1.0.0" });
  expect((await failureOf(registry.get("pinned"))).message).toContain("not the pinned one");
  const error = await failureOf(registry.get("old"));
  expect(error).toMatchObject({ kind: "load" });
  expect(error.message).toContain("expected 1.0.0, found 1.2.3");
});

test("it keeps as many as it is told, and drops the one not asked for the longest", async () => {
  const addresses = { a: address(), b: address(), c: address() };
  const registry = new DriverRegistry({ keep: 2 });
  for (const [key, { url }] of Object.entries(addresses)) registry.set(key, new URL(url));
  await registry.get("a");
  await registry.get("b");
  await registry.get("a");
  await registry.get("c");
  await registry.get("a");
  await registry.get("b");
  expect([await addresses.a.hits(), await addresses.b.hits(), await addresses.c.hits()]).toEqual([1, 2, 1]);
});

test("one client that gives up does not take the driver from another", async () => {
  const { url, hits } = address("&slow");
  const registry = new DriverRegistry().set("slow", new URL(url));
  const controller = new AbortController();
  const impatient = registry.get("slow", { signal: controller.signal }).catch((error: unknown) => error);
  const patient = registry.get("slow");
  controller.abort();
  expect(await impatient).toBe(controller.signal.reason);
  expect((await patient).version()).toBe("1.2.3");
  expect(await hits()).toBe(1);
});

test("set and delete forget what was loaded", async () => {
  const registry = new DriverRegistry().set("x", file("fixture/plain"));
  const first = await registry.get("x");
  registry.set("x", file("fixture/deployed"));
  expect(await registry.get("x")).not.toBe(first);
  expect(registry.delete("x")).toBe(true);
  const error = await failureOf(registry.get("x"));
  expect(error.message).toContain("no driver for x");
});

test("a source may be anything that loadDriver takes, but a response", async () => {
  const bytes = file("fixture/plain");
  const registry = new DriverRegistry({ limits: { output: 10 } })
    .set("bytes", bytes)
    .set("buffer", { source: bytes.buffer })
    .set("module", await WebAssembly.compile(bytes))
    .set("function", () => bytes);
  for (const key of registry.keys()) expect((await registry.get(key)).version()).toBe("1.2.3");
  expect((await loadDriver(bytes)).version()).toBe("1.2.3");
});

test("J15: a manifest with a bad address, or a member that is misspelt, says which", () => {
  for (const [entry, base, words] of [
    [{ url: "http://" }, server, `"http://" is no address relative to ${server}`],
    [{ url: 5 }, "nowhere", `5 is no address relative to nowhere`],
    [{ url: "a.wasm", integrty: "sha256-abc" }, server, "there is no member integrty; there are url, integrity, version"],
    [null, server, "null"],
  ] as const) {
    const error = failure(() => DriverRegistry.fromManifest({ stake: entry as never }, base));
    expect(error.kind).toBe("load");
    expect(error.message).toMatch(/^the manifest's entry stake: /);
    expect(error.message).toContain(words);
  }
  const misspelt = { source: file("fixture/plain"), integrty: "sha256-abc" };
  expect(failure(() => new DriverRegistry().set("stake", misspelt as never)).message).toBe("the registry's entry stake: there is no member integrty; there are source, integrity, version");
  expect(failure(() => new DriverRegistry({ keep: 0 })).message).toContain("keep: expected a positive number");
});

test("J8: an empty pin is none", async () => {
  const registry = DriverRegistry.fromManifest({ stake: { url: "fixture/plain", integrity: "" } }, server);
  expect((await failureOf(registry.get("stake"))).message).toContain("sha256-<base64>");
});

test("J19: a source may be an address", async () => {
  expect((await new DriverRegistry().set("stake", `${server}fixture/plain`).get("stake")).version()).toBe("1.2.3");
});
