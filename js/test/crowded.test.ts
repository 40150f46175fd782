/** An engine has room for so many memories: Chromium for about a hundred, dropped ones included until they are collected. */
import { runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { file } from "./support/files.ts";

/** Takes all the room there is, and drops it. */
function fill(): number {
  const taken: WebAssembly.Memory[] = [];
  try {
    // Node has room for thousands.
    while (taken.length < 1000) taken.push(new WebAssembly.Memory({ initial: 1 }));
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
  }
  return taken.length;
}

test("a worker starts where this thread has dropped as many memories as the engine has room for", async () => {
  expect(fill()).toBeGreaterThan(10);
  const driver = await runInWorker(file("misbehaving"));
  try {
    expect(await driver.encodeInput("zeros", 4)).toEqual(new Uint8Array(4));
  } finally {
    driver.close();
  }
});
