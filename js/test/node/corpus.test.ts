import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";

/** The most memory that a process may have had which has met all of them, here and on workers, in bytes. */
const MEMORY = 1024 << 20;

/** A process meets them all, one after the other. The files are where the set-up has them written. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { DataDriverError, loadDriver, runInWorker } from "data-driver";
const tame = (error) => {
  if (!(error instanceof DataDriverError)) throw error;
};
const limits = { memory: 32 << 20 };
const bytes = new TextEncoder().encode("17");
for (const [number, isEndless] of JSON.parse(process.argv[1])) {
  const wasm = readFileSync(new URL(number + ".wasm", process.argv[2]));
  for (const start of [loadDriver, runInWorker]) {
    if (isEndless && start === loadDriver) continue;
    const driver = await start(wasm, start === loadDriver ? { limits } : { limits, timeout: isEndless ? 300 : 30_000 }).catch(tame);
    if (!driver) continue;
    for (const call of [() => driver.decodeEvent("x", bytes), () => driver.schema(), () => driver.decodeInput("f", bytes)]) await Promise.resolve().then(call).catch(tame);
    driver.close?.();
  }
}
console.log(process.resourceUsage().maxRSS * 1024);
`;

test("a process that meets all hostile drivers has a bounded memory, and ends", async () => {
  const root = new URL("../../../", import.meta.url);
  const items = inject("corpus").map(({ js }, number) => [number, js === "endless"]);
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", PROGRAM, JSON.stringify(items), new URL("target/hostile/", root).href], { cwd: fileURLToPath(new URL("js/", root)) });
  expect(readFileSync(new URL("target/hostile/0.wasm", root)).length).toBeGreaterThan(100);
  expect(Number(stdout)).toBeGreaterThan(1 << 20);
  expect(Number(stdout)).toBeLessThan(MEMORY);
}, 240_000);
