import { getEventListeners } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { DriverRegistry, loadDriver, runInWorker } from "data-driver";
import { expect, test } from "vitest";
import { failureOf } from "../support/failure.ts";
import { file } from "../support/files.ts";

test("a file's URL", async () => {
  const folder = await mkdtemp(join(tmpdir(), "data-driver-"));
  try {
    const path = join(folder, "driver.wasm");
    await writeFile(path, file("fixture/plain"));
    expect((await loadDriver(pathToFileURL(path))).version()).toBe("1.2.3");
    expect((await failureOf(loadDriver(pathToFileURL(join(folder, "other.wasm"))))).message).toContain("other.wasm");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("J19: without a page a text may be a file's path, whole or from where the program runs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "data-driver-"));
  try {
    const path = join(folder, "driver one.wasm");
    await writeFile(path, file("fixture/plain"));
    for (const source of [path, relative(process.cwd(), path), pathToFileURL(path).href]) {
      expect((await loadDriver(source)).version()).toBe("1.2.3");
      expect((await loadDriver(source, { limits: { memory: 1 << 20 } })).version()).toBe("1.2.3");
    }
    const { message } = await failureOf(loadDriver(join(folder, "other.wasm")));
    expect(message).toContain(`${join(folder, "other.wasm")}: ENOENT`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("J21: a signal that serves many loads keeps no listeners", async () => {
  const { signal } = new AbortController();
  const registry = new DriverRegistry().set("plain", file("fixture/plain"));
  for (let i = 0; i < 3; i++) {
    await loadDriver(file("fixture/plain"), { signal });
    await failureOf(loadDriver(new Uint8Array(3), { signal }));
    await registry.get("plain", { signal });
    (await runInWorker(file("fixture/plain"), { signal })).close();
  }
  expect(getEventListeners(signal, "abort").length).toBe(0);
});
