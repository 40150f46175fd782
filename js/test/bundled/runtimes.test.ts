/** The package in the runtimes that are neither Node nor a browser. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { file } from "../support/files.ts";
import { checkedExample, packageFolder, run } from "../support/project.ts";
import { installed, pack } from "./apps.ts";

let packed: ReturnType<typeof pack>;
let project: string;
beforeAll(() => {
  packed = pack();
  project = packed.install("runtimes");
  writeFileSync(join(project, "misbehaving.wasm"), file("misbehaving"));
  writeFileSync(join(project, "example.mjs"), `${checkedExample()}\nconsole.log(checked, (await loadDriver("stake.wasm")).version() === driver.version());`);
}, 60_000);
afterAll(() => packed.remove());

const RUNTIMES: Record<string, string[]> = { Deno: ["deno", "run", "--allow-read"], Bun: ["bun", "run"] };

const running = (name: string, script: string) => {
  const [program, ...args] = RUNTIMES[name]!;
  return run(join(installed, ".bin", program!), [...args, script], project);
};

for (const name of Object.keys(RUNTIMES)) {
  test(`J18: ${name} runs the README's example, and reads files by their path`, () => {
    expect(running(name, "example.mjs")).toBe("2 true\n");
  });

  test(`J25: ${name} ends although a worker is not closed`, () => {
    const script = `import { runInWorker } from "data-driver";
    const driver = await runInWorker("stake.wasm");
    console.log(await driver.decodeOutput("burnt_amount", new Uint8Array(8)));
    console.log((await driver.encodeInput("stke").catch((error) => error)).kind);`;
    writeFileSync(join(project, "open.mjs"), script);
    expect(running(name, "open.mjs")).toBe("0\nunknown_function\n");
  });

  test(`J25: ${name} ends after a timeout`, () => {
    const script = `import { runInWorker } from "data-driver";
    const driver = await runInWorker("misbehaving.wasm", { timeout: 500 });
    console.log((await driver.encodeInput("spin", 0).catch((error) => error)).message);
    console.log(await driver.encodeInput("zeros", 1));
    ${name === "Bun" ? "// It does not end a thread that spins.\nprocess.exit();" : ""}`;
    writeFileSync(join(project, "spin.mjs"), script);
    expect(running(name, "spin.mjs")).toMatch(/^spin: the driver ran longer than the limit of 500 ms\nUint8Array\(1\) \[ 0 \]\n$/);
  });

  test(`J18: a worker that a program starts itself in ${name}`, () => {
    const script = `import { runInWorker } from "data-driver";
    const worker = () => new Worker(new URL(import.meta.resolve("data-driver/worker")), { type: "module" });
    const driver = await runInWorker("stake.wasm", { worker });
    console.log(await driver.decodeOutput("burnt_amount", new Uint8Array(8)));
    driver.close();`;
    writeFileSync(join(project, "own.mjs"), script);
    expect(running(name, "own.mjs")).toBe("0\n");
  });
}

test("J18: workerd, which compiles nothing itself, takes a compiled module, and has no workers", () => {
  const script = `import { loadDriver, runInWorker } from "data-driver";
  import stake from "./stake.wasm";
  const refusal = (promise) => promise.then(() => "none", (error) => error.message);
  export default {
    async test() {
      const driver = await loadDriver(stake);
      console.log(driver.decodeOutput("burnt_amount", new Uint8Array(8).fill(255)));
      console.log(await refusal(runInWorker(stake)));
      console.log(await refusal(loadDriver("stake.wasm")));
    },
  };`;
  writeFileSync(join(project, "workerd.js"), script);
  run(join(packageFolder, "node_modules/.bin/esbuild"), ["workerd.js", "--bundle", "--format=esm", "--external:*.wasm", "--outfile=bundled.js", "--log-level=warning"], project);
  writeFileSync(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (services = [(name = "main", worker = (
      modules = [(name = "bundled.js", esModule = embed "bundled.js"), (name = "stake.wasm", wasm = embed "stake.wasm")],
      compatibilityDate = "2026-01-01"))]);`,
  );
  const output = run(join(installed, ".bin/workerd"), ["test", "config.capnp"], project);
  expect(output).toContain("18446744073709551615\n");
  expect(output).toMatch(/no worker can be started here: .*worker_threads/);
  expect(output).toContain("stake.wasm: there are no files here; give an address that fetch takes\n");
});
