/** The package as its users get it: packed, installed into an empty project, minified. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
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

test("J17: every way of importing it that Node has finds its types, `require` too", () => {
  run("npx", ["attw", packed.tarball, "--profile", "node16", "--no-color"], js);
});

test("the package holds what it needs and nothing else", () => {
  const names = run("tar", ["-tzf", packed.tarball], packed.folder).trim().split("\n").map((name) => name.replace("package/", ""));
  expect(names.filter((name) => !/^(dist|dist\/cjs|src)\/[a-zA-Z0-9]+\.(js|d\.ts|js\.map|d\.ts\.map|ts)$/.test(name)).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "bin/data-driver.mjs",
    "dist/cjs/package.json",
    "package.json",
  ]);
  expect(names.filter((name) => name === "dist/index.js" || name === "dist/index.d.ts").length).toBe(2);
  // A file that was renamed must not linger in the build.
  const sources = names.filter((name) => name.startsWith("src/")).map((name) => name.slice(4).replace(/(\.d)?\.ts$/, ""));
  for (const folder of ["dist", "dist/cjs"]) {
    const built = names.filter((name) => dirname(name) === folder && name.endsWith(".js")).map((name) => basename(name, ".js"));
    expect(built.sort(), folder).toEqual(sources.sort());
  }
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

test("J26: the README's command writes a driver's declarations", () => {
  const [, command] = /```sh\n(.*)\n```/.exec(readFileSync(join(js, "README.md"), "utf8")) ?? [];
  const project = packed.install("declarations");
  run("sh", ["-c", command!], project);
  writeFileSync(join(project, "program.mts"), `import { loadDriver } from "data-driver";
    import type { StakeContract } from "./stake.js";
    const driver = await loadDriver<StakeContract>("stake.wasm");
    driver.decodeOutput("burnt_amount", new Uint8Array(8)) satisfies string;
    // @ts-expect-error It has no such function.
    driver.decodeOutput("burned_amount", new Uint8Array(8));`);
  const compilerOptions = { strict: true, noEmit: true, target: "es2022", module: "nodenext", lib: ["es2022"], types: [] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.mts"] }));
  run(process.execPath, [join(js, "node_modules/typescript/bin/tsc"), "-p", "."], project);
});

test("J17: with `require` it does the same, on a worker too", () => {
  const project = packed.install("required");
  const program = `const { loadDriver, runInWorker, DataDriverError } = require("data-driver");
    (async () => {
      const driver = await loadDriver("stake.wasm", { limits: { memory: 64 << 20 }, integers: "bigint" });
      const worker = await runInWorker("stake.wasm");
      const bytes = new Uint8Array(8).fill(255);
      const refused = await worker.decodeOutput("stke", bytes).catch((error) => error instanceof DataDriverError && error.kind);
      console.log(driver.decodeOutput("burnt_amount", bytes), await worker.decodeOutput("burnt_amount", bytes), refused);
    })();`;
  writeFileSync(join(project, "program.cjs"), program);
  expect(run("node", ["program.cjs"], project)).toBe("18446744073709551615n 18446744073709551615 unknown_function\n");
  // As Node does it that knows no other way.
  const old = process.allowedNodeEnvironmentFlags.has("--no-experimental-require-module") ? ["--no-experimental-require-module"] : [];
  expect(run("node", [...old, "program.cjs"], project)).toContain("unknown_function");
});

test("J18: a worker that a program starts itself, from the package's entry", () => {
  const project = packed.install("started");
  writeFileSync(
    join(project, "program.mjs"),
    `import { Worker } from "node:worker_threads";
    import { runInWorker } from "data-driver";
    const worker = () => new Worker(new URL(import.meta.resolve("data-driver/worker")));
    console.log(await (await runInWorker("stake.wasm", { worker })).decodeOutput("burnt_amount", new Uint8Array(8)));`,
  );
  // It ends although the worker is not closed.
  expect(run("node", ["program.mjs"], project)).toBe("0\n");
});

test("samples have an entry of their own, with `import` and with `require`", () => {
  const project = packed.install("sampled");
  const use = `loadDriver("stake.wasm").then((driver) => console.log(sample(driver, "set_burnt_amount", 7), driver.encodeInput("stake", sample(driver, "stake")).length));`;
  writeFileSync(join(project, "program.mjs"), `import { loadDriver } from "data-driver";\nimport { sample } from "data-driver/sample";\n${use}`);
  writeFileSync(join(project, "program.cjs"), `const { loadDriver } = require("data-driver");\nconst { sample } = require("data-driver/sample");\n${use}`);
  const [module, required] = ["program.mjs", "program.cjs"].map((program) => run("node", [program], project));
  expect(module).toMatch(/^\d+ \d+\n$/);
  expect(required).toBe(module);
});

test("signatures have an entry of their own, with `import` and with `require`", () => {
  const project = packed.install("signed");
  const use = `const text = ${JSON.stringify(inject("signatures")[0]!.text)}, id = ${JSON.stringify(inject("signatures")[0]!.contract)};
    const trust = new Trust(${JSON.stringify(inject("signatures")[0]!.trust)});
    trust.verify(text, id).then((verified) => loadDriver("stake.wasm", { integrity: verified.integrity })).catch((error) => console.log(error instanceof DataDriverError, error instanceof Other, error.message.slice(0, 34)));`;
  writeFileSync(join(project, "program.mjs"), `import { loadDriver, DataDriverError } from "data-driver";
import { Trust, DataDriverError as Other } from "data-driver/signature";
${use}`);
  writeFileSync(join(project, "program.cjs"), `const { loadDriver, DataDriverError } = require("data-driver");
const { Trust, DataDriverError: Other } = require("data-driver/signature");
${use}`);
  for (const program of ["program.mjs", "program.cjs"]) expect(run("node", [program], project)).toBe("true true the driver is not the pinned one: \n");
});

for (const [name, options] of Object.entries({
  "a bundler's": { module: "esnext", moduleResolution: "bundler" },
  "Node's": { module: "node16" },
  "Node's newest": { module: "nodenext" },
})) {
  test(`J17: TypeScript with ${name} modules, neither the DOM's declarations nor Node's`, () => {
    const project = packed.install(`types-${options.module}`);
    const use = `const driver = loadDriver("stake.wasm", { limits: { memory: 1 } });
      driver.then((driver) => driver.encodeInput("a", 1n) satisfies Uint8Array);
      runInWorker(new Uint8Array(), { worker: () => ({ postMessage() {}, terminate() {} }) }).then((driver) => driver.close());
      new DriverRegistry().set("a", "a.wasm").has("a");
      sample({ functions: [] }, "f", 7, "output") satisfies JsonValue;
      new Trust().verify("", "", { rollback: "allow" }).then(({ integrity }) => loadDriver("stake.wasm", { integrity }));`;
    const imports = `import { DriverRegistry, type JsonValue, loadDriver, runInWorker } from "data-driver";\nimport { sample } from "data-driver/sample";\nimport { Trust } from "data-driver/signature";`;
    writeFileSync(join(project, "module.mts"), `${imports}\n${use}`);
    writeFileSync(join(project, "required.cts"), `${imports}\n${use}\nimport required = require("data-driver");\nrequired.loadDriver;`);
    const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, target: "es2022", lib: ["es2022"], types: [], ...options };
    const files = name === "a bundler's" ? ["module.mts"] : ["module.mts", "required.cts"];
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    run(process.execPath, [join(js, "node_modules/typescript/bin/tsc"), "-p", "."], project);
  });
}

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

// What decides how a value is written is half of it: which values are data, and what their types make of them. That
// reads schemas, and is loaded while the driver is.
test("the loader alone is smaller than 6.6 kB, and 4.05 kB more are loaded beside the driver", async () => {
  const files = await bundle(`export { loadDriver } from "./dist/index.js"`);
  const entry = files.find(({ path }) => path.endsWith("stdin.js"))!;
  // esbuild makes a file of what is also used by what is loaded on demand.
  const loader = files.filter((one) => one === entry || new RegExp(`(from|import)"./${basename(one.path)}"`).test(entry.text));
  // There is one class of errors only. The worker has all of its own.
  expect(files.filter(({ path, text }) => /DataDriverError/.test(text) && !isWorker(path)).length).toBe(1);
  expect(loader.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(6_600);
  expect(files.find(({ path }) => basename(path).startsWith("typed"))!.size).toBeLessThan(4_050);
});

test("everything is smaller than 20.5 kB, and the worker, which has all of a driver in it, than 9.4 kB", async () => {
  const files = await bundle(`export * from "./dist/index.js"`, { worker: join(js, "dist/worker.js") });
  const workers = files.filter(({ path }) => isWorker(path));
  // A file and a text, of which one is used.
  expect(workers.length).toBe(2);
  for (const { size } of workers) expect(size).toBeLessThan(9_400);
  const others = files.filter((one) => !workers.includes(one));
  expect(others.length).toBeGreaterThan(2);
  expect(others.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(20_500);
});

test("signatures are smaller than 4 kB, and no part of the rest", async () => {
  const files = await bundle(`export * from "./dist/signature.js"`);
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4_000);
  expect(files.some(({ text }) => text.includes("Ed25519"))).toBe(true);
  for (const { text } of await bundle(`export * from "./dist/index.js"`)) expect(text).not.toContain("Ed25519");
});

test("samples are smaller than 9.5 kB, and no part of the rest", async () => {
  const [{ size, text } = { size: NaN, text: "" }] = await bundle(`export * from "./dist/sample.js"`);
  expect(size).toBeLessThan(9_500);
  expect(text).toContain("fjord");
  for (const { text } of await bundle(`export * from "./dist/index.js"`)) expect(text).not.toContain("fjord");
});

const isWorker = (path: string) => /^worker/.test(basename(path));
