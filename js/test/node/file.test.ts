import { getEventListeners } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext, runInNewContext } from "node:vm";
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

test("J15: what another realm made: bytes, a buffer, a view, a module", async () => {
  const realm = createContext({ bytes: file("fixture/plain"), WebAssembly });
  const made = (code: string) => runInContext(code, realm) as Uint8Array;
  const bytes = made("Uint8Array.from(bytes)");
  expect(bytes).not.toBeInstanceOf(Uint8Array);
  for (const source of [bytes, bytes.buffer, made("new DataView(Uint8Array.from(bytes).buffer)"), made("Promise.resolve(Uint8Array.from(bytes))")]) {
    for (const options of [{}, { limits: { memory: 1 << 20 } }]) expect((await loadDriver(source as never, options)).version()).toBe("1.2.3");
  }
  const driver = await loadDriver(bytes);
  expect(driver.decodeEvent("echo", made("new Uint8Array([0x31])"))).toBe(1);
  expect(driver.decodeEvent("echo", made("new Uint8Array([0x31]).buffer"))).toBe(1);
  const module = runInNewContext("new WebAssembly.Module(bytes)", { bytes });
  expect(module).not.toBeInstanceOf(WebAssembly.Module);
  expect((await loadDriver(module as object)).version()).toBe("1.2.3");
});
