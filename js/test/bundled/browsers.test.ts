/** The README's example in a browser, bundled by those who configure nothing. */
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch, visitFolder } from "../support/site.ts";
import { type App, BUNDLERS, pack, TITLES } from "./apps.ts";

let packed: ReturnType<typeof pack>;
let project: string;
let browser: Browser;
beforeAll(async () => {
  packed = pack();
  project = packed.install("pages");
  browser = await launch();
}, 60_000);
afterAll(async () => {
  await browser.close();
  packed.remove();
});

for (const [bundler, build] of Object.entries(BUNDLERS)) {
  for (const app of Object.keys(TITLES) as App[]) {
    test(`J1, J2, J18: ${bundler} without a configuration: ${app}`, async () => {
      const found = await visitFolder(browser, build(project, app));
      expect(found.errors).toEqual([]);
      expect(found.title).toBe(TITLES[app]);
      // Those that look for workers find the package's; with the others it is made of its text.
      const copies = /Vite|webpack/.test(bundler);
      if (app === "worker") {
        expect(found.workers.at(-1) === "blob").toBe(!copies);
        expect(found.missing).toEqual(copies ? [] : ["/worker.js"]);
      } else {
        expect(found.missing).toEqual([]);
        expect(found.workers.length).toBe(app === "own" ? 1 : 0);
        expect(found.workers).not.toContain("blob");
      }
    });
  }
}
