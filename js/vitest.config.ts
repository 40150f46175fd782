import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const shared = {
  include: ["test/*.test.ts"],
  globalSetup: ["test/support/setup.ts"],
  // Ten thousand calls on a busy machine.
  testTimeout: 60_000,
};

// The tests run on the built package, the very files that users get.
const alias = { "data-driver": new URL("dist/index.js", import.meta.url).pathname };

export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { ...shared, name: "node", environment: "node", include: [...shared.include, "test/node/*.test.ts"] } },
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
              launchOptions: {
                executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
                args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
