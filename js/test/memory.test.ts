import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load } from "./support/files.ts";

/** Bytes that the fixture has handed out and not got back. */
function live(driver: Awaited<ReturnType<typeof load>>): number {
  const bytes = driver.encodeInput("Live");
  return new DataView(bytes.buffer).getUint32(0, true);
}

for (const name of ["plain", "deployed"]) {
  test(`${name}: 10,000 mixed calls free what they allocate`, async () => {
    const driver = await load(`fixture/${name}`);
    const bytes = new Uint8Array(20_000).fill(0x31);
    const calls = [
      () => driver.encodeInput("echo", { a: 1 }),
      () => driver.decodeEventJson("echo", bytes),
      () => failure(() => driver.encodeInput("fail", "x".repeat(20_000))),
      () => failure(() => driver.decodeInput("fail", bytes)),
      () => failure(() => driver.decodeOutput("?", bytes)),
    ];
    for (const call of calls) call();
    const before = live(driver);
    for (let i = 0; i < 10_000; i++) calls[i % calls.length]!();
    expect(live(driver)).toBe(before);
  });

  test(`${name}: large buffers are given back`, async () => {
    const driver = await load(`fixture/${name}`);
    const before = live(driver);
    driver.encodeInput("need");
    driver.decodeEventJson("echo", new Uint8Array(3 << 20).fill(0x31));
    failure(() => driver.decodeEvent("fail", new Uint8Array(3 << 20)));
    failure(() => driver.encodeInput("zoom"));
    // What stays are the names.
    expect(live(driver) - before).toBeLessThan(64 << 10);
  });

  test(`${name}: ten thousand different names do not fill the memory`, async () => {
    const driver = await load(`fixture/${name}`);
    for (let i = 0; i < 10_000; i++) driver.encodeInput(`echo${i}${"x".repeat(50)}`);
    expect(live(driver)).toBeLessThan(128 << 10);
  });
}
