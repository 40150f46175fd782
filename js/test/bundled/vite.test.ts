import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { build as viteBuild, preview } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { checkedExample, Packed } from "../support/project.ts";

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
}, 60_000);
afterAll(() => packed.remove());

test("bundled by Vite, the README's example and a worker run in a browser", async () => {
  const project = packed.install("site");
  writeFileSync(join(project, "index.html"), `<script type="module" src="./main.js"></script>`);
  writeFileSync(
    join(project, "main.js"),
    `${checkedExample()}
    const { runInWorker } = await import("data-driver");
    const onWorker = await runInWorker(new URL("./stake.wasm", import.meta.url));
    if (await onWorker.version() !== driver.version()) throw new Error("another version");
    document.title = String(checked);`,
  );
  await viteBuild({ root: project, logLevel: "error", build: { target: "es2022", assetsInlineLimit: 0 }, worker: { format: "es" } });
  const server = await preview({ root: project, logLevel: "error", preview: { port: 0, host: "127.0.0.1" } });
  const browser = await chromium.launch(CHROMIUM);
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction(() => document.title !== "").catch(() => undefined);
    expect(errors).toEqual([]);
    expect(await page.title()).toBe("2");
  } finally {
    await browser.close();
    await server.close();
  }
});
