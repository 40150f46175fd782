#!/usr/bin/env node
/**
 * What a driver's file says about itself, for those who have no Rust: read from its sections, nothing is run.
 *
 * The codes by which it ends are those of the command of the same name that Rust has: 2 the command line, 4 the
 * driver's file, 5 a file that cannot be read, or written to.
 */
import { readFileSync } from "node:fs";
import { inspect } from "../dist/inspect.js";
import { topicsOf } from "../dist/schema.js";

const USAGE = `Usage: data-driver types FILE              TypeScript declarations of the contract's values
       data-driver inspect FILE [--json]   what the driver's file says about itself
       data-driver --version               the version of this package

Nothing is run. The command of the same name that comes with Rust does more.`;

/** Controls, and the characters by which text changes its direction: the text is a stranger's. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function shown(text) {
  return String(text).replace(UNSAFE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function line(text) {
  return shown(String(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t"));
}

process.stdout.on("error", (error) => {
  // Who reads no more has what they want: `| head`.
  if (error.code === "EPIPE") process.exit(0);
  fail(5, `standard output: ${error.code}`);
});

function fail(code, message) {
  console.error(`error: ${line(message)}`);
  process.exit(code);
}

function read(path) {
  let wasm;
  try {
    wasm = readFileSync(path);
  } catch (error) {
    fail(5, `${path}: ${error.code ?? error.message}`);
  }
  try {
    return { found: inspect(wasm), size: wasm.length };
  } catch (error) {
    fail(4, `${path}: ${error.message}`);
  }
}

function types(path) {
  const { types: declarations, fault } = read(path).found;
  if (declarations === undefined) fail(4, `${path}: ${fault?.includes("data-driver-types") ? fault : "the file has no declarations"}`);
  process.stdout.write(shown(declarations));
}

function firstParagraph(doc = "") {
  return doc.trim().split("\n\n", 1)[0].split(/\s+/).join(" ");
}

/** For programs: the same text once it is parsed. */
function asJson({ found }) {
  return shown(JSON.stringify(found));
}

/** What a call takes at most. */
function stated(limit, what) {
  // A stranger's may be any JSON.
  if (!Number.isSafeInteger(limit?.base) || !Number.isSafeInteger(limit.perByte)) return undefined;
  return `${limit.base} ${what}, and ${limit.perByte} for each byte of input`;
}

/** For people. */
function described({ found, size }) {
  const { name, version, codec, abi, schema, vectors, vectorsIntegrity, memory, fuel, layout, fault } = found;
  const fingerprints = Object.values(layout ?? {}).reduce((sum, values) => sum + (typeof values === "string" ? 0 : Object.keys(values ?? {}).length), 0);
  const rows = {
    contract: name,
    version,
    codec,
    interface: abi,
    size: `${size} bytes`,
    memory: stated(memory, "bytes"),
    fuel: stated(fuel, "instructions"),
    layout: fingerprints > 0 ? `${fingerprints} fingerprints, which --json lists` : undefined,
    vectors: `${vectors?.length ?? 0} in the file${vectorsIntegrity ? `, and a file beside it: ${vectorsIntegrity}` : ""}`,
    fault,
  };
  const text = Object.entries(rows)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key.padEnd(11)}${line(value)}`);
  for (const [title, entries] of [
    ["functions", schema?.functions?.map((one) => [`${one.kind ?? ""} ${one.name}(${one.params?.map((param) => `${param.name}: ${param.type}`).join(", ") ?? one.input}) -> ${one.output}`, one.doc])],
    ["events", schema?.events?.map((one) => [`${topicsOf(one).join(" | ")}: ${one.data}`, one.doc])],
  ]) {
    if (!entries?.length) continue;
    text.push("", title);
    for (const [head, doc] of entries) {
      text.push(`  ${line(head.trim())}`);
      if (doc) text.push(`    ${line(firstParagraph(doc))}`);
    }
  }
  return text.join("\n");
}

function describe(path, write) {
  const file = read(path);
  let text;
  try {
    text = write(file);
  } catch {
    // A stranger's may be any JSON, and as deep as it likes.
    fail(4, `${path}: the driver's schema is none`);
  }
  console.log(text);
}

const [command, ...rest] = process.argv.slice(2);
const json = rest.includes("--json");
const [path, ...more] = rest.filter((word) => word !== "--json");
const isVersion = [command, ...rest].some((word) => word === "--version" || word === "-V");
const isHelp = [command, ...rest].some((word) => word === "--help" || word === "-h");
if (isHelp) console.log(USAGE);
else if (isVersion) console.log(`data-driver ${JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version}`);
else if (path === undefined || more.length || !["types", "inspect"].includes(command)) {
  console.error(USAGE);
  process.exitCode = 2;
} else if (command === "inspect") {
  describe(path, json ? asJson : described);
} else types(path);
