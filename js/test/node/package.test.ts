/** The package as its users get it: packed, installed into an empty project, minified. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkedExample, Packed, packageFolder as js, run } from "../support/project.ts";

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
}, 60_000);
afterAll(() => packed.remove());

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: js, strict: true });
  expect(messages).toEqual([]);
});

test("every way of importing it that an ESM package has finds its types", () => {
  run("npx", ["attw", packed.tarball, "--profile", "esm-only", "--no-color"], js);
});

test("the package holds what it needs and nothing else", () => {
  const names = run("tar", ["-tzf", packed.tarball], packed.folder).trim().split("\n").map((name) => name.replace("package/", ""));
  expect(names.filter((name) => !/^(dist|src)\/[a-zA-Z0-9]+\.(js|d\.ts|js\.map|d\.ts\.map|ts)$/.test(name)).sort()).toEqual([
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "package.json",
  ]);
  expect(names.filter((name) => name === "dist/index.js" || name === "dist/index.d.ts").length).toBe(2);
  // A file that was renamed must not linger in the build.
  const sources = names.filter((name) => name.startsWith("src/")).map((name) => name.slice(4, -3));
  const built = names.filter((name) => /^dist\/[a-zA-Z0-9]+\.js$/.test(name)).map((name) => name.slice(5, -3));
  expect(built.sort()).toEqual(sources.sort());
});

test("it depends on nothing", () => {
  const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(readFileSync(join(js, "package.json"), "utf8"));
  expect({ dependencies, peerDependencies, optionalDependencies }).toEqual({});
});

test("installed into an empty project, the README's example runs as it says", () => {
  const project = packed.install("project");
  writeFileSync(join(project, "example.mjs"), `${checkedExample()}\nconsole.log(checked);`);
  expect(Number(run("node", ["example.mjs"], project))).toBe(2);
});

/** The minified files that a bundler makes of it, with what is loaded on demand in files of its own. */
async function bundle(code: string, more: Record<string, string> = {}) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: js },
    entryPoints: more,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    outdir: "out",
    write: false,
  });
  return outputFiles.map(({ path, text, contents }) => ({ path, text, size: gzipSync(contents, { level: 9 }).length }));
}

test("the loader alone is smaller than 3 kB", async () => {
  const files = await bundle(`export { loadDriver } from "./dist/index.js"`);
  // What is loaded on demand must share nothing with the loader, or the bundler would split it.
  expect(files.filter(({ text }) => /DataDriverError/.test(text)).length).toBe(1);
  expect(files.find(({ path }) => path.endsWith("stdin.js"))!.size).toBeLessThan(3_000);
});

test("everything, the worker too, is smaller than 9 kB", async () => {
  const files = await bundle(`export * from "./dist/index.js"`, { worker: join(js, "dist/worker.js") });
  expect(files.length).toBeGreaterThan(2);
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(9_000);
});
