import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadDriver } from "data-driver";
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
