import { DataDriverError } from "data-driver";
import { expect, test } from "vitest";
import { base58Length, countOf, hexLength, parseBytes, theseBytes, toBase64, toHex } from "../../playground/src/bytes.ts";
import { curlCommand } from "../../playground/src/curl.ts";
import { differences } from "../../playground/src/difference.ts";
import { fromFragment, type Link, toFragment } from "../../playground/src/link.ts";
import { getAt, setAt } from "../../playground/src/place.ts";
import { child, commonAncestor, inWords, isWithin, keys } from "../../playground/src/pointer.ts";
import { UNUSED } from "../../playground/src/ranges.ts";
import { shadesOf } from "../../playground/src/shades.ts";
import { shapeOf } from "../../playground/src/shape.ts";
import { inUnit, unitOf } from "../../playground/src/units.ts";
import { bytesMistake, failureOf, isFailure, valueMistake } from "../../playground/src/words.ts";

const BYTES = new Uint8Array([0, 1, 0xab, 0xff]);

test("bytes are read in every form that people paste", () => {
  for (const text of ["0001abff", "0x0001ABFF", "00 01 ab ff", "00:01:ab:ff", "0x00, 0x01, 0xab, 0xff", "\\x00\\x01\\xab\\xff", " 0001\nabff "]) {
    expect([text, parseBytes(text)]).toEqual([text, { bytes: BYTES, form: "hex" }]);
  }
  for (const text of ["AAGr/w==", "AAGr/w", "AAGr_w=="]) expect(parseBytes(text)).toEqual({ bytes: BYTES, form: "base64" });
  expect(parseBytes("").bytes.length).toBe(0);
  expect(() => parseBytes("abc")).toThrow("two digits");
  expect(() => parseBytes("zz!")).toThrow('neither hex nor base64: there is "z"');
  expect(() => parseBytes("AAGrx")).toThrow("base64");
  // Its last digit has bits that no byte has.
  for (const text of ["zz", "AAGr/x", "AAGr/x=="]) expect(() => parseBytes(text)).toThrow("its last digit is none that base64 ends with");
});

test("bytes are written as they are read", () => {
  expect(parseBytes(toHex(BYTES)).bytes).toEqual(BYTES);
  expect(parseBytes(toBase64(BYTES)).bytes).toEqual(BYTES);
  expect([countOf(1), countOf(1234)]).toEqual(["1 byte", "1,234 bytes"]);
  expect([theseBytes(1), theseBytes(0), theseBytes(1234)]).toEqual(["this byte", "these 0 bytes", "these 1,234 bytes"]);
});

test("lengths of what is typed", () => {
  expect([hexLength("0x0102"), hexLength("01"), hexLength(""), hexLength("0"), hexLength("xy")]).toEqual([2, 1, 0, undefined, undefined]);
  expect([base58Length(""), base58Length("1"), base58Length("11z"), base58Length("5Q"), base58Length("0")]).toEqual([0, 1, 3, 1, undefined]);
});

test("pointers", () => {
  expect(child("/a", "b/c~d")).toBe("/a/b~1c~0d");
  expect(keys("/a/b~1c~0d/0")).toEqual(["a", "b/c~d", "0"]);
  expect([isWithin("/a/b", "/a"), isWithin("/ab", "/a"), isWithin("/a", "/a"), isWithin("/a", "")]).toEqual([true, false, true, true]);
  expect(commonAncestor(["/a/b/c", "/a/b/d", "/a/b"])).toBe("/a/b");
  expect(commonAncestor(["/a", "/ab"])).toBe("");
  expect(inWords("/keys/owner/0")).toBe("keys › owner › 1");
});

test("differences are the deepest places", () => {
  expect(differences({ a: [1, 2], b: { c: null } }, { a: [1, 3], b: { c: "x" } })).toEqual(["/a/1", "/b/c"]);
  expect(differences({ a: { X: 1 } }, { a: { Y: 1 } })).toEqual(["/a"]);
  expect(differences([1], [1, 2])).toEqual([""]);
  expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
});

test("a link says what it was made of", () => {
  const links: Link[] = [
    { driver: { name: "stake" }, what: "input", name: "stake", json: '{"a":"1 & 2 #"}' },
    { driver: { url: "https://example.org/a.wasm?x=1#y" }, what: "event", name: "reward", bytes: "00ff" },
    { driver: { file: "my driver.wasm", integrity: "sha256-a+b/c=" }, what: "output", name: "é" },
    { driver: { url: "https://example.org/a.wasm", integrity: "sha256-a+b/c=" }, what: "input", name: "a" },
  ];
  for (const link of links) expect(fromFragment(`#${toFragment(link)}`)).toEqual(link);
});

test("of a strange link nothing is taken", () => {
  expect(fromFragment("#url=javascript:alert(1)&what")).toEqual({});
  // But that its bytes are none is to be said.
  expect(fromFragment("#bytes=xyz")).toEqual({ bytes: "xyz" });
  expect(fromFragment("#url=data:application/wasm,x")).toEqual({});
  expect(fromFragment("")).toEqual({});
});

test("a command holds nothing that a shell would run", () => {
  const command = curlCommand(undefined, { name: `a"$(rm)\`x\`!'` }, BYTES);
  expect(command).toBe(
    `printf %s 0001abff | xxd -r -p | curl --data-binary @- -H 'content-type: application/octet-stream' "$DUSK_NODE/on/contracts:$CONTRACT_ID/a%22%24%28rm%29%60x%60%21%27"`,
  );
  expect(curlCommand("StakeContract", { name: "stakes", kind: "feed" }, new Uint8Array())).toContain(`rusk-feeder: true' "$DUSK_NODE/on/contracts:02000000`);
});

test("P11: amounts in their unit", () => {
  const dusk = { symbol: "DUSK", decimals: 9 };
  const amounts = ["4014086097495", "0", "1", "1000000000", "-1500000000", "18446744073709551615"];
  expect(amounts.map((amount) => inUnit(amount, dusk))).toEqual([
    "4,014.086097495 DUSK",
    "0 DUSK",
    "0.000000001 DUSK",
    "1 DUSK",
    "-1.5 DUSK",
    "18,446,744,073.709551615 DUSK",
  ]);
  expect(inUnit("1234", { symbol: "votes", decimals: 0 })).toBe("1,234 votes");
  for (const text of ["", "1.5", "x", "1e9"]) expect(inUnit(text, dusk)).toBe(undefined);
});

test("P11: a unit is one that a schema can mean, and stands beside the reference or at the type", () => {
  const unit = { symbol: "DUSK", decimals: 9 };
  expect(unitOf({ unit })).toEqual(unit);
  const strange = [{}, { symbol: "" }, { symbol: "X", decimals: -1 }, { symbol: "X", decimals: 1.5 }, { symbol: "X", decimals: 1e9 }, { symbol: "X".repeat(99), decimals: 1 }, { symbol: 5, decimals: 1 }, null, "DUSK"];
  for (const one of strange) expect([one, unitOf({ unit: one })]).toEqual([one, undefined]);
  const definitions = { u64: { format: "uint64" }, Lux: { format: "uint64", unit }, Text: { type: "string" } };
  const at = (schema: object) => (shapeOf(schema, definitions) as { unit?: unknown }).unit;
  expect(at({ $ref: "#/$defs/u64", unit })).toEqual(unit);
  expect(at({ $ref: "#/$defs/Lux" })).toEqual(unit);
  expect(at({ $ref: "#/$defs/u64" })).toBe(undefined);
  // Of what is no integer it means nothing.
  expect(at({ $ref: "#/$defs/Text", unit })).toBe(undefined);
});

test("P8: places whose bytes touch differ in their shade, whatever lies between them", () => {
  const owners = ["/a", "/b", "/c", "/a", "/c", UNUSED, "/d", "/a", "/d"];
  const shades = shadesOf(owners);
  const places = owners.filter((owner) => owner !== UNUSED);
  for (let at = 1; at < places.length; at++) {
    if (places[at] !== places[at - 1]) expect([at, shades.get(places[at]!) === shades.get(places[at - 1]!)]).toEqual([at, false]);
  }
  // Nor do those look like one that a short one parts.
  const parted = shadesOf([..."aaaa"].map(() => "/a").concat("/b", "/c", "/c", "/d", "/e", "/e"));
  for (const [one, other] of [["/a", "/c"], ["/b", "/d"], ["/c", "/e"]] as const) expect([one, parted.get(one) === parted.get(other)]).toEqual([one, false]);
  for (const [one, other] of [["/a", "/b"], ["/b", "/c"], ["/d", "/e"]] as const) {
    expect([one, parted.get(one) === parted.get(other)]).toEqual([one, false]);
  }
});

test("P7: errors in the words of the place", () => {
  const error = (kind: ConstructorParameters<typeof DataDriverError>[0], message: string, facts = {}) => new DataDriverError(kind, message, { code: 2, ...facts });
  const event = { what: "event", name: "paid" } as const;
  const of = (found: string, facts = {}) => bytesMistake(error("invalid_bytes", `paid: ${found}`, { event: "paid", expected: "an archive of the type", found, ...facts }), event);
  expect(of("invalid tag for enum: 179")).toBe("This is no paid event: a number should say which variant follows, and 179 is none of them.");
  expect(of("invalid tag for enum: 179", { pointer: "/0/reason" })).toContain("at 1 › reason a number");
  expect(of("a pointer that does not lead to data of its type")).not.toContain("pointer");
  expect(of("something new")).toBe("This is no paid event: something new.");
  expect(bytesMistake(error("wrong_length", "x", { expected: "8 bytes", found: "7 bytes" }), { what: "output", name: "f" })).toBe("This is no result of f: it has 8 bytes, and here are 7 bytes.");
  expect(bytesMistake(error("wrong_length", "x", { expected: "8 bytes", found: "7 bytes" }), { what: "input", name: "f" })).toBe("These are no arguments of f: they have 8 bytes, and here are 7 bytes.");
  // As drivers count.
  expect(bytesMistake(error("wrong_length", "x", { expected: "at least 1 bytes", found: "1 bytes" }), event)).toBe("This is no paid event: it has at least 1 byte, and here is 1 byte.");
  expect(bytesMistake(error("wrong_length", "x", { expected: "11 bytes", found: "0 bytes" }), event)).toBe("This is no paid event: it has 11 bytes, and here are 0 bytes.");
  expect(valueMistake(error("wrong_type", "f: x", { expected: "a number", found: "a text" }))).toBe("expected a number, found a text");
  // Whose fault it is.
  for (const kind of ["timeout", "trap", "bad_driver", "host", "limit_exceeded"] as const) expect(isFailure(error(kind, "x"))).toBe(true);
  expect(isFailure(error("wrong_type", "x"))).toBe(false);
  expect(failureOf(error("timeout", "f: the driver ran longer"), 3)).toContain("within 3 seconds");
  expect(failureOf(error("trap", "f: the driver panicked", { function: "f" }), 3)).toBe("The driver broke off: the driver panicked");
});

test("what stands at a place of a value", () => {
  const value = { a: [1, { "b/c": 2 }] };
  expect([getAt(value, "/a/1/b~1c"), getAt(value, "/a/5"), getAt(value, "/toString"), getAt(value, "")]).toEqual([2, undefined, undefined, value]);
  expect(setAt({ a: [1, 2] }, "/a/1", 5)).toEqual({ a: [1, 5] });
  expect(setAt({ a: 1, b: 2 }, "/b", undefined)).toEqual({ a: 1 });
  expect(setAt(1, "", 2)).toBe(2);
  expect(Object.hasOwn(setAt({}, "/__proto__", 1) as object, "__proto__")).toBe(true);
});
