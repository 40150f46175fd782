/** The package in a server's program, bundled by those who configure nothing. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installed, node, pack, TITLES, webpackFor, write } from "./apps.ts";

let packed: ReturnType<typeof pack>;
let project: string;
beforeAll(() => {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  packed = pack();
  project = packed.install("servers");
}, 60_000);
afterAll(() => packed.remove());

test("J2: webpack with target node, whose program reads the driver's file and starts a worker", () => {
  const folder = write(project, "webpack-node", "worker", "src/index.js");
  writeFileSync(join(folder, "package.json"), "{}");
  webpackFor(folder, "node");
  expect(node([join(folder, "dist/main.js")], folder)).toBe(`${TITLES.worker}\n`);
});

for (const bundler of ["webpack", "turbopack"]) {
  test(
    `J2: Next's server side with ${bundler}`,
    () => {
      const folder = join(project, `next-${bundler}`);
      mkdirSync(join(folder, "app"), { recursive: true });
      writeFileSync(join(folder, "app/layout.js"), `export default ({ children }) => <html><body>{children}</body></html>;`);
      writeFileSync(join(folder, "package.json"), "{}");
      // A page without parameters is made when the program is built, in Node, and stands in a file then.
      writeFileSync(
        join(folder, "app/page.js"),
        `import { loadDriver, runInWorker } from "data-driver";
        export default async function Page() {
          const driver = await loadDriver(${JSON.stringify(join(project, "stake.wasm"))});
          const worker = await runInWorker(${JSON.stringify(join(project, "stake.wasm"))});
          const answer = await worker.decodeOutput("burnt_amount", new Uint8Array(8).fill(255));
          worker.close();
          return <p>{\`\${answer} \${driver.decodeOutput("burnt_amount", new Uint8Array(8))}\`}</p>;
        }`,
      );
      node([join(installed, "next/dist/bin/next"), "build", `--${bundler}`, "--experimental-app-only"], folder);
      expect(readFileSync(join(folder, ".next/server/app/index.html"), "utf8")).toContain("<p>18446744073709551615 0</p>");
    },
    180_000,
  );
}
