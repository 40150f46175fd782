/** `npx data-driver`: what a file says about itself, as people and scripts see it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageFolder } from "../support/project.ts";

const drivers = fileURLToPath(new URL("../../../target/drivers/", import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "data-driver-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function command(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(packageFolder, "bin/data-driver.mjs"), ...words], { encoding: "utf8" });
  return { status, stdout, stderr };
}

/** A module of nothing but a custom section. */
function saying(name: string, text: string): string {
  const contents = Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from(text)]);
  const path = join(folder, "one.wasm");
  // A size of five bytes holds any.
  const size = [0, 7, 14, 21, 28].map((shift, index) => ((contents.length >> shift) & 127) | (index < 4 ? 128 : 0));
  writeFileSync(path, Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...size]), contents]));
  return path;
}

test("types are those that stand beside the file", () => {
  const { status, stdout } = command("types", join(drivers, "stake.wasm"));
  expect(status).toBe(0);
  expect(stdout).toBe(readFileSync(join(drivers, "stake.d.ts"), "utf8"));
});

test("a file is inspected, for people and for programs", () => {
  const { status, stdout } = command("inspect", join(drivers, "drc20.wasm"));
  expect(status).toBe(0);
  expect(stdout).toContain("contract   Drc20");
  expect(stdout).toContain("transaction transfer(call: TransferCall) -> ()\n    Moves a value from the caller to another account.");
  const found = JSON.parse(command("inspect", join(drivers, "drc20.wasm"), "--json").stdout);
  expect(found.codec).toBe("rkyv-0.7");
  expect(found.schema.name).toBe("Drc20");
});

test("what calls take, the layout and a file beside it are told", () => {
  const { stdout } = command("inspect", join(drivers, "stake.wasm"));
  const { memory, fuel, layout, vectorsIntegrity } = JSON.parse(command("inspect", join(drivers, "stake.wasm"), "--json").stdout);
  expect(stdout).toContain(`\nmemory     ${memory.base} bytes, and ${memory.perByte} for each byte of input\n`);
  expect(stdout).toContain(`\nfuel       ${fuel.base} instructions, and ${fuel.perByte} for each byte of input\n`);
  expect(stdout).toMatch(/\nlayout     \d\d fingerprints, which --json lists\n/);
  expect(layout.input.stake).toMatch(/^[0-9a-f]{8}$/);
  expect(stdout).toContain(`, and a file beside it: ${vectorsIntegrity}\n`);
});

test("what is stated in another form is passed over", () => {
  for (const member of [5, { base: "1", perByte: 1 }, { input: null }]) {
    const { status, stdout } = command("inspect", saying("data-driver", JSON.stringify({ contract: "C", memory: member, fuel: member, layout: member })));
    expect([status, stdout.replace(/\d+ bytes/, "n bytes")]).toEqual([0, "contract   C\nsize       n bytes\nvectors    0 in the file\n"]);
  }
});

test("of a file with a broken section the rest is told", () => {
  const path = saying("data-driver-schema", "]");
  const fault = "the section data-driver-schema: it is not JSON";
  expect(command("inspect", path)).toMatchObject({ status: 0, stdout: expect.stringContaining(`\nfault      ${fault}\n`) });
  expect(JSON.parse(command("inspect", path, "--json").stdout)).toEqual({ fault });
  expect(command("inspect", saying("data-driver", "]"))).toMatchObject({ status: 4, stdout: "", stderr: `error: ${path}: the section data-driver: it is not JSON\n` });
});

test("what cannot be written is an error, and a reader that has enough is none", () => {
  const full = openSync("/dev/full", "w");
  for (const words of [["types", join(drivers, "stake.wasm")], ["inspect", join(drivers, "stake.wasm")], ["inspect", join(drivers, "stake.wasm"), "--json"], ["--help"]]) {
    const { status, stderr } = spawnSync(process.execPath, [join(packageFolder, "bin/data-driver.mjs"), ...words], { encoding: "utf8", stdio: ["ignore", full, "pipe"] });
    expect([status, stderr]).toEqual([5, "error: standard output: ENOSPC\n"]);
  }
  const piped = spawnSync("sh", ["-c", `{ "$0" "$@"; echo $? >&2; } | true`, process.execPath, join(packageFolder, "bin/data-driver.mjs"), "types", join(drivers, "stake.wasm")], { encoding: "utf8" });
  expect(piped.stderr).toBe("0\n");
});

test("it says which version it is", () => {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  for (const word of ["--version", "-V"]) expect(command(word)).toEqual({ status: 0, stdout: `data-driver ${version}\n`, stderr: "" });
});

test("what a stranger wrote moves no cursor", () => {
  const schema = { functions: [{ name: "f\u001b[2J\n\u202e", doc: "\u009b" }] };
  const path = saying("data-driver-schema", JSON.stringify(schema));
  const { stdout } = command("inspect", path);
  expect(stdout).toContain("f\\u001b[2J\\n\\u202e");
  const json = command("inspect", path, "--json").stdout;
  expect(JSON.parse(json)).toEqual({ schema });
  for (const text of [stdout, json]) expect(text).not.toMatch(/[\u001b\u009b\u202e]/);
});

test("mistakes end with the codes of the other command", () => {
  expect(command().status).toBe(2);
  expect(command("typs", "x").status).toBe(2);
  expect(command("types", "a", "b").status).toBe(2);
  expect(command("--help").status).toBe(0);
  const missing = command("types", join(folder, "none.wasm"));
  expect(missing).toMatchObject({ status: 5, stdout: "" });
  expect(missing.stderr).toContain("none.wasm: ENOENT");
  writeFileSync(join(folder, "text.wasm"), "text");
  expect(command("inspect", join(folder, "text.wasm"))).toMatchObject({ status: 4, stdout: "" });
  expect(command("types", saying("other", "")).stderr).toContain("the file has no declarations");
});

test("a schema that is none is the file's mistake", () => {
  for (const schema of [{ functions: 5 }, { functions: [null] }, { functions: [{ name: "f", doc: 5 }] }, { events: [null] }, { events: [{ topic: "e", doc: {} }] }]) {
    const { status, stdout, stderr } = command("inspect", saying("data-driver-schema", JSON.stringify(schema)));
    expect([status, stdout, stderr]).toEqual([4, "", `error: ${join(folder, "one.wasm")}: the driver's schema is none\n`]);
  }
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  expect(command("inspect", saying("data-driver-schema", deep), "--json")).toMatchObject({ status: 4, stdout: "" });
  // Topics that are none are left out, as everywhere.
  expect(command("inspect", saying("data-driver-schema", JSON.stringify({ events: [{ topics: ["a", 5, "b"], data: "u64" }, { topics: 5, data: "u8" }] }))).stdout).toContain("  a | b: u64\n  : u8\n");
});
