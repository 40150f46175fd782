import { inspect } from "data-driver";
import { expect, inject, test } from "vitest";
import { DRIVERS } from "./support/drivers.ts";
import { failure } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

/** The file with a custom section more. */
function withSection(wasm: Uint8Array, name: string, contents: string | Uint8Array): Uint8Array {
  const utf8 = new TextEncoder();
  const [nameBytes, textBytes] = [utf8.encode(name), typeof contents === "string" ? utf8.encode(contents) : contents];
  const body = [nameBytes.length, ...nameBytes, ...textBytes];
  return new Uint8Array([...wasm, 0, (body.length & 127) | 128, body.length >> 7, ...body]);
}

test("our driver says what it is", () => {
  expect(inspect(file("stake"))).toMatchObject({ abi: 1, codec: "rkyv-0.7", name: "StakeContract", version: "0.1.0" });
});

test("our drivers' files say the same as the drivers", async () => {
  for (const name of DRIVERS) {
    const { schema, types, vectors, vectorsIntegrity, memory, fuel, layout, ...meta } = inspect(file(name));
    const driver = await load(name);
    const document = JSON.parse(driver.schemaJson());
    expect(schema).toEqual(document);
    expect(meta).toEqual({ abi: document.abi, codec: document.codec, name: document.name, version: driver.version() });
    expect(types).toContain(`export type ${document.name}<F extends Form = AsText> = {`);
    for (const definition of Object.keys(document.$defs)) expect(types).toContain(`export type ${definition}`);
    const goldens = inject("goldens").filter(({ contract }) => contract === name);
    const given = goldens.map(({ file, json, hex }) => `${file.replace(/\.json$/, "")} ${json} ${hex}`);
    const beside = vectorsIntegrity ? inject("vectors")[name]! : "[]";
    if (vectorsIntegrity) expect(await sha256(beside)).toBe(vectorsIntegrity);
    const found = [...(vectors as Vector[]), ...(JSON.parse(beside) as Vector[])].map(({ what, name, case: one, json, bytes }) => `${what}/${one ? `${name}.${one}` : name} ${json} ${bytes}`);
    expect(found.sort()).toEqual(given.sort());
  }
});

/** The hash of a text in the form of Subresource Integrity. */
async function sha256(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

/** A value with its bytes. */
interface Vector {
  what: string;
  name: string;
  case?: string;
  json: string;
  bytes: string;
}

test("what calls take and how values are laid out is told as the file has it", async () => {
  for (const name of DRIVERS) {
    const [section] = WebAssembly.Module.customSections(await WebAssembly.compile(file(name)), "data-driver");
    const { memory, fuel, layout } = JSON.parse(new TextDecoder().decode(section));
    const found = inspect(file(name));
    expect(found.memory).toEqual(memory);
    expect(found.memory!.base).toBeGreaterThan(0);
    expect([found.fuel, found.layout]).toEqual([fuel, layout]);
  }
  expect(inspect(file("stake")).layout!.input!.stake).toMatch(/^[0-9a-f]{8}$/);
  expect(inspect(file("stake")).fuel!.perByte).toBeGreaterThan(0);
});

test("a section that is none is named, and the others are given", () => {
  const plain = withSection(file("fixture/plain"), "data-driver", '{"abi":1,"contract":"token"}');
  const said = { "data-driver-schema": ['{"name":"token"}', "schema"], "data-driver-types": ["export type A = 1;", "types"], "data-driver-vectors": ["[1]", "vectors"] } as const;
  for (const [broken, [, member]] of Object.entries(said)) {
    for (const [wrong, what] of [["]", "JSON"], ["", "JSON"], [new Uint8Array([0x22, 0xff, 0x22]), "UTF-8"]] as const) {
      // Declarations are any text.
      if (broken === "data-driver-types" && what === "JSON") continue;
      let wasm = plain;
      for (const [name, [text]] of Object.entries(said)) wasm = withSection(wasm, name, name === broken ? wrong : text);
      const others = { abi: 1, name: "token", schema: { name: "token" }, types: "export type A = 1;", vectors: [1], fault: `the section ${broken}: it is not ${what}` };
      expect(inspect(wasm)).toEqual({ ...others, [member]: undefined });
    }
  }
  // As the Rust host says it: without this one it is not known what the file is.
  expect(failure(() => inspect(withSection(file("fixture/plain"), "data-driver", "]"))).message).toBe("the section data-driver: it is not JSON");
});

test("bytes may be any view", () => {
  const wasm = file("stake");
  for (const bytes of [wasm.buffer, new DataView(wasm.buffer)]) expect(inspect(bytes)).toEqual(inspect(wasm));
});

test("a driver that says nothing gives nothing", () => {
  expect(inspect(file("deployed-stake"))).toEqual({});
  expect(inspect(file("fixture/plain"))).toEqual({});
});

test("every section is read", () => {
  let wasm = file("fixture/plain") as Uint8Array;
  wasm = withSection(wasm, "data-driver", '{"abi":1,"codec":"rlp","contract":"token","version":"2.0.0","more":1,"vectors":{"integrity":"sha256-x"}}');
  wasm = withSection(wasm, "data-driver-schema", '{"name":"token"}');
  wasm = withSection(wasm, "data-driver-types", "export type A = 1;");
  wasm = withSection(wasm, "data-driver-vectors", "[1]");
  wasm = withSection(wasm, "name", "ignored");
  expect(inspect(wasm)).toEqual({
    abi: 1,
    codec: "rlp",
    name: "token",
    version: "2.0.0",
    schema: { name: "token" },
    types: "export type A = 1;",
    vectors: [1],
    vectorsIntegrity: "sha256-x",
  });
});

test("what is malformed is an error, not an exception of another kind", () => {
  const wasm = file("fixture/plain") as Uint8Array;
  for (const wrong of [
    new Uint8Array(),
    new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]),
    wasm.slice(0, wasm.length - 3),
    withSection(wasm, "data-driver", "no json"),
    withSection(wasm, "data-driver", "5".repeat(3) + "}"),
    withSection(withSection(wasm, "data-driver-schema", "{}"), "data-driver-schema", "{}"),
  ]) {
    expect(failure(() => inspect(wrong))).toMatchObject({ kind: "load" });
  }
});

test("any file cut anywhere is read or refused", () => {
  const wasm = withSection(file("fixture/plain"), "data-driver", '{"abi":1}');
  for (let end = 0; end < wasm.length; end++) {
    try {
      expect(inspect(wasm.subarray(0, end))).toEqual({});
    } catch (error) {
      expect(failure(() => { throw error; })).toMatchObject({ kind: "load" });
    }
  }
});
