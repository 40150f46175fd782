import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM } from "./test/support/chromium.ts";

const shared = {
  include: ["test/*.test.ts"],
  globalSetup: ["test/support/setup.ts"],
  // Ten thousand calls on a busy machine.
  testTimeout: 60_000,
  // As long as tests may take: folders of packages are removed.
  hookTimeout: 60_000,
  // What a page does in a moment takes a busy machine longer than the second that is the default.
  expect: { poll: { timeout: 20_000 } },
};

// The tests run on the built package, the very files that users get.
const built = (name: string) => new URL(`dist/${name}.js`, import.meta.url).pathname;
const alias = { "data-driver/sample": built("sample"), "data-driver/signature": built("signature"), "data-driver": built("index") };

export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { ...shared, name: "node", environment: "node", include: [...shared.include, "test/node/*.test.ts", "test/playground/*.test.ts"] } },
      // Drive a browser from outside, so that they need one without running in it.
      { resolve: { alias }, test: { ...shared, name: "bundled", globalSetup: [...shared.globalSetup, "test/support/browser.ts"], environment: "node", include: ["test/bundled/*.test.ts", "test/playground/browser/*.test.ts"] } },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "chromium",
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: CHROMIUM,
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
