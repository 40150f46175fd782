/** Runs in Node before the tests and hands them every file, so that they are the same in a browser. */
import { readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import wabt from "wabt";
import { fixture, type FixtureOptions } from "./fixture.ts";
import { serve } from "./server.ts";

/** One golden pair: a value's JSON text and its bytes. */
export interface Golden {
  /** The driver's name. */
  contract: string;
  kind: "input" | "output" | "event";
  /** The function or event. */
  name: string;
  file: string;
  json: string;
  hex: string;
}

/** A file in base64, or why there is none; the test that needs it then fails with these words. */
export type File = { base64: string } | { missing: string };

declare module "vitest" {
  export interface ProvidedContext {
    files: Record<string, File>;
    goldens: Golden[];
    server: string;
  }
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

const FIXTURES: Record<string, FixtureOptions> = {
  plain: {},
  deployed: { deployed: true },
  detailed: {
    details: `{"code":2,"kind":"wrong_length","message":"fail: /keys/owner: expected 96 bytes, found 95","function":"fail","pointer":"/keys/owner","offset":7,"expected":"96 bytes","found":"95","nonsense":1}`,
  },
  "nonsense-details": { details: `{"kind":5,"pointer":{},"message":false}` },
  "strange-kind": { details: `{"kind":"gremlins","message":"it was them"}` },
  // Its schema says of what it echoes that it is an integer, or names types that are not there.
  "false-schema": {
    schema: `{"functions":[
      {"name":"echo","inputSchema":{"$ref":"#/$defs/u64"},"outputSchema":{"type":"array","items":{"$ref":"#/$defs/u64"}}},
      {"name":"echo_nowhere","inputSchema":{"$ref":"#/$defs/Nowhere"},"outputSchema":{"$ref":"#/$defs/Itself"}},
      {"name":"echo_circle","inputSchema":{"$ref":"#/$defs/Circle"}}],
    "$defs":{"u64":{"format":"uint64"},"Itself":{"$ref":"#/$defs/Itself"},"Circle":{"oneOf":[{"$ref":"#/$defs/Circle"}]}}}`,
  },
  untyped: { deployed: true, schema: `{"name":"old","functions":[{"name":"echo","input":"u64","output":"u64"}],"events":[{"topic":"echo","data":"u64"}]}` },
  schemaless: { schema: "" },
  markup: {
    schema: `{"name":"<img src=x onerror=alert(1)>","doc":"<script>alert(1)</script>","functions":[{"name":"echo<b>","doc":"<b>bold</b>","kind":"query","params":[],
    "input":"()","output":"()","inputSchema":{"type":"object","properties":{"<i>x</i>":{"description":"<b>y</b>","type":"string"}},"required":["<i>x</i>"],"additionalProperties":false}}]}`,
  },
  "host-kind": { details: `{"code":9,"kind":"trap","message":"I trapped"}` },
  imports: { extra: "" },
  "alloc-null": { alloc: "(i32.const 0)" },
  "alloc-outside": { alloc: "(i32.const 0x7ffffff0)" },
  "alloc-negative": { alloc: "(i32.const -8)" },
  "alloc-same": { alloc: "(i32.const 8192)", pages: 4 },
  "alloc-traps": { alloc: "unreachable" },
  high: { pages: 32_800, heap: 0x7fff_fff0 },
  "few-exports": { without: ["dealloc", "get_schema", "memory"] },
  "start-loops": { extra: "(func $spin (loop $again (br $again))) (start $spin)" },
  "start-traps": { extra: "(func $boom unreachable) (start $boom)" },
  "memory-is-huge": { pages: 8192 },
};

async function fixtures(): Promise<Record<string, File>> {
  const { parseWat } = await wabt();
  const files: Record<string, File> = {};
  for (const [name, options] of Object.entries(FIXTURES)) {
    let text = fixture(options);
    if (name === "imports") {
      text = text.replace("(module", `(module (import "env" "log" (func)) (import "wasi_snapshot_preview1" "fd_write" (func))`);
    }
    const module = parseWat(`${name}.wat`, text, { bulk_memory: true });
    files[`fixture/${name}`] = { base64: Buffer.from(module.toBinary({}).buffer).toString("base64") };
    module.destroy();
  }
  return files;
}

function read(path: () => string, hint: string): File {
  try {
    return { base64: readFileSync(path(), "base64") };
  } catch (error) {
    return { missing: `${(error as Error).message}; ${hint}` };
  }
}

/** A driver of the workspace. */
function built(name: string): File {
  return read(() => join(root, `target/drivers/${name}.wasm`), "`cargo xtask build` makes it");
}

/** The stake driver that Dusk published, out of the package that carries it. */
function deployedStakeDriver(): string {
  const given = process.env.DEPLOYED_STAKE_DRIVER;
  if (given) return given;
  const metadata = JSON.parse(
    execFileSync("cargo", ["metadata", "--format-version", "1", "--locked"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }),
  ) as { packages: { name: string; version: string; manifest_path: string }[] };
  const found = metadata.packages.find(({ name, version }) => name === "dusk-data-driver" && version.startsWith("1.7."));
  if (!found) throw new Error("no package of the workspace depends on dusk-data-driver 1.7");
  return join(dirname(found.manifest_path), "tests/stake_driver.wasm");
}

function goldens(contract: string): Golden[] {
  const found: Golden[] = [];
  for (const kind of ["input", "output", "event"] as const) {
    const folder = join(root, "host-tests/golden", contract, kind);
    let names: string[] = [];
    try {
      names = readdirSync(folder);
    } catch {
      // A test asserts that there are goldens of each kind.
    }
    for (const file of names.filter((name) => name.endsWith(".json"))) {
      const path = join(folder, file);
      found.push({
        contract,
        kind,
        name: file.slice(0, file.indexOf(".")),
        file: `${kind}/${file}`,
        json: readFileSync(path, "utf8").trim(),
        hex: readFileSync(path.replace(/json$/, "hex"), "utf8").replaceAll(/\s/g, ""),
      });
    }
  }
  return found;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const files = {
    ...(await fixtures()),
    ...Object.fromEntries(["stake", "transfer", "drc20", "drc721", "standard-bridge", "shapes"].map((name) => [name, built(name)])),
    "misbehaving": built("fixture"),
    "deployed-stake": read(deployedStakeDriver, "it comes with the cargo package dusk-data-driver 1.7"),
  };
  const server = await serve(files);
  project.provide("files", files);
  project.provide("goldens", ["stake", "transfer", "drc20", "drc721", "standard-bridge"].flatMap(goldens));
  project.provide("server", server.url);
  return server.close;
}
