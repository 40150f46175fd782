/** Runs in Node before the tests and hands them every file, so that they are the same in a browser. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonValue } from "data-driver";
import type { TrustData } from "data-driver/signature";
import type { TestProject } from "vitest/node";
import wabt from "wabt";
import { DRIVERS } from "./drivers.ts";
import { fixture, type FixtureOptions } from "./fixture.ts";
import { type Hostile, hostileDrivers } from "./hostile.ts";
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
    /** Strangers' drivers, each with one attack. */
    corpus: Hostile[];
    goldens: Golden[];
    /** The golden vectors beside drivers' files, JSON, by the drivers' names. */
    vectors: Record<string, string>;
    /** What the Rust side says of the samples of each part of each driver: their hash, and the first one where it is short. */
    samples: Record<string, Record<string, [hash: string, first?: JsonValue]>>;
    /** Signatures by another implementation, and what is to become of each; the Rust side is held to the same. */
    signatures: SignatureCase[];
    server: string;
  }
}

/** A signature: its text, who is trusted, and why it is refused, if it is. */
export interface SignatureCase {
  name: string;
  text: string;
  trust: TrustData;
  contract: string;
  rollback?: "allow";
  /** The driver's file in hex. */
  file: string;
  refusal: string | null;
  /** Why the file is refused though the signature is good. */
  fileRefusal?: string;
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
  // Feeds: of items of four bytes, of an unknown size, of a size that is none; and no feed.
  feeds: {
    schema: `{"functions":[{"name":"echo_four","kind":"feed","itemSize":4,"outputSchema":{"$ref":"#/$defs/u64"}},{"name":"echo_any","kind":"feed"},{"name":"echo_zero","kind":"feed","itemSize":0},
    {"name":"echo_query","kind":"query"},{"name":"traps","kind":"feed","itemSize":2}],"events":[],"$defs":{"u64":{"type":["string","integer"],"format":"uint64"}}}`,
  },
  // A type that may be 2^20 things, each found behind 20 references; and values of formats from a later version.
  hostile: { schema: hostileSchema() },
  formats: {
    schema: `{"functions":[{"name":"echo","params":[],"inputSchema":{"type":"object","properties":{
      "amount":{"$ref":"#/$defs/u64","unit":{"symbol":"DUSK","decimals":9}},"wide":{"$ref":"#/$defs/u256"},"signed":{"$ref":"#/$defs/i256"},
      "hex0x":{"type":["string","array"],"format":"hex","prefix":"0x","byteLength":2,"items":{"$ref":"#/$defs/u8"}},"float":{"type":["number","string"],"format":"float","pattern":"^(NaN|-?Infinity)$"},"list":{"type":"array","items":{"$ref":"#/$defs/u8"}},
      "address":{"type":"string","format":"base58check","prefix":"tz1"},"later":{"type":"string","format":"bech32"},"text":{"type":"string"}},"required":[],"additionalProperties":false},
      "outputSchema":{"type":"array","items":{"$ref":"#/$defs/u256"}}}],"events":[],
    "$defs":{"u8":{"type":["string","integer"],"format":"uint8"},"u64":{"type":["string","integer"],"format":"uint64"},"u256":{"type":"string","format":"uint256"},"i256":{"type":"string","format":"int256"}}}`,
  },
  untyped: { deployed: true, schema: `{"name":"old","functions":[{"name":"echo","input":"u64","output":"u64"}],"events":[{"topic":"echo","data":"u64"}]}` },
  // As forge once wrote topics.
  "rust-topics": { deployed: true, schema: `{"name":"old","functions":[{"name":"echo","input":"u64","output":"u64"}],"events":[{"topic":"events::Echo::TOPIC","data":"u64"}]}` },
  schemaless: { schema: "" },
  // Of what it takes some is not known.
  partly: { schema: `{"name":"Partly","functions":[{"name":"echo","inputSchema":{"oneOf":[{"const":"a"},{"format":"x"},{"const":"b"}]}},{"name":"echo_late","inputSchema":{"type":"string"}}]}` },
  // Gives back its input, which its schema says is an amount of DUSK.
  units: {
    schema: `{"name":"Units","functions":[{"name":"echo","kind":"transaction","params":[{"name":"amount","type":"u64","schema":{"$ref":"#/$defs/u64","unit":{"symbol":"DUSK","decimals":9}}}],
      "input":"u64","output":"()","inputSchema":{"$ref":"#/$defs/u64","unit":{"symbol":"DUSK","decimals":9}}}],
    "events":[{"topic":"echo","data":"Paid","dataSchema":{"$ref":"#/$defs/Paid"}}],
    "$defs":{"u64":{"type":["integer","string"],"format":"uint64"},
      "Paid":{"type":"object","properties":{"value":{"$ref":"#/$defs/u64","unit":{"symbol":"DUSK","decimals":9}},"block":{"$ref":"#/$defs/u64"}},"required":["value","block"],"additionalProperties":false}}}`,
  },
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

/** What makes each engine trap in its own words. */
const TRAPS = {
  unreachable: "unreachable",
  division: "(i32.div_u (i32.const 1) (i32.const 0))",
  remainder: "(i32.rem_s (i32.const 1) (i32.const 0))",
  overflow: "(i32.div_s (i32.const 0x80000000) (i32.const -1))",
  conversion: "(i32.trunc_f64_s (f64.const nan))",
  memory: "(i32.load (i32.const -8))",
  table: "(call_indirect (param i32 i32) (result i32) (i32.const 0) (i32.const 0) (i32.const 7))",
};

for (const [name, trap] of Object.entries(TRAPS)) {
  const table = name === "table" ? "(table 1 funcref)" : "";
  FIXTURES[`schema-traps-${name}`] = { without: ["get_schema"], extra: `${table} (func (export "get_schema") (param i32 i32) (result i32) ${trap})` };
}

function hostileSchema(): string {
  const levels = Array.from({ length: 20 }, (_, level) => {
    const next = level < 19 ? { $ref: `#/$defs/L${level + 1}` } : { format: "uint64", type: "object", required: ["a"], properties: { a: { $ref: "#/$defs/L0" } } };
    return [`L${level}`, { oneOf: [next, next] }];
  });
  const schema = { $ref: "#/$defs/L0" };
  const functions = [{ name: "echo", inputSchema: schema, outputSchema: schema }];
  return JSON.stringify({ functions, events: [{ topic: "echo", dataSchema: schema }], $defs: Object.fromEntries(levels) as object });
}

async function fixtures(): Promise<Record<string, File>> {
  const { parseWat } = await wabt();
  const files: Record<string, File> = {};
  const assembled = (name: string, text: string): File => {
    // Engines have them all, so that strangers' drivers may, too.
    const module = parseWat(`${name}.wat`, text, { bulk_memory: true, reference_types: true,  memory64: true, threads: true, exceptions: true, simd: true, tail_call: true });
    const base64 = Buffer.from(module.toBinary({}).buffer).toString("base64");
    module.destroy();
    return { base64 };
  };
  for (const [name, options] of Object.entries(FIXTURES)) {
    let text = fixture(options);
    if (name === "imports") {
      text = text.replace("(module", `(module (import "env" "log" (func)) (import "wasi_snapshot_preview1" "fd_write" (func))`);
    }
    files[`fixture/${name}`] = assembled(name, text);
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
  const { functions, events } = JSON.parse(readFileSync(join(root, "schemas", `${contract}.json`), "utf8")) as { functions: { name: string }[]; events: { topic: string }[] };
  const withDots = [...functions.map(({ name }) => name), ...events.map(({ topic }) => topic)].filter((name) => name.includes("."));
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
        name: nameOf(file.replace(/\.json$/, ""), withDots),
        file: `${kind}/${file}`,
        json: readFileSync(path, "utf8").trim(),
        hex: readFileSync(path.replace(/json$/, "hex"), "utf8").replaceAll(/\s/g, ""),
      });
    }
  }
  return found;
}

/** The function or event of a golden file: a dot parts it from what tells it from others of this name. */
function nameOf(stem: string, withDots: string[]): string {
  return withDots.find((name) => stem === name || stem.startsWith(`${name}.`)) ?? stem.split(".")[0]!;
}

/** The golden vectors for which drivers' files have no room. */
function vectors(): Record<string, string> {
  const folder = join(root, "target/drivers");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".vectors.json")) : [];
  return Object.fromEntries(files.map((name) => [name.slice(0, name.indexOf(".")), readFileSync(join(folder, name), "utf8")]));
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const corpus = hostileDrivers(root);
  // Megabytes, which are served and not handed to every test.
  const large = Object.fromEntries(corpus.filter(({ kind }) => kind === "compile").map((item) => [`hostile/${item.name}`, { base64: item.wasm.toString("base64") }]));
  const files = {
    ...(await fixtures()),
    ...Object.fromEntries(corpus.filter(({ kind }) => kind !== "compile").map((item) => [`hostile/${item.name}`, { base64: item.wasm.toString("base64") }])),
    ...Object.fromEntries([...DRIVERS, "shapes"].map((name) => [name, built(name)])),
    "misbehaving": built("fixture"),
    "deployed-forge": read(() => join(root, "js/test/deployed/forge.wasm"), "it is in the repository"),
    "deployed-stake": read(deployedStakeDriver, "it comes with the cargo package dusk-data-driver 1.7"),
  };
  const server = await serve({ ...files, ...large });
  project.provide("files", files);
  project.provide("corpus", corpus.map(({ wasm, ...item }) => item));
  project.provide("goldens", DRIVERS.flatMap(goldens));
  project.provide("vectors", vectors());
  project.provide("samples", JSON.parse(readFileSync(join(root, "conformance/tests/samples.json"), "utf8")));
  project.provide("signatures", (JSON.parse(readFileSync(join(root, "trust/tests/vectors.json"), "utf8")) as { cases: SignatureCase[] }).cases);
  project.provide("server", server.url);
  return server.close;
}
