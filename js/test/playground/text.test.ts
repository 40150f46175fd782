import { expect, test } from "vitest";
import { base58Length, countOf, hexLength, parseBytes, toBase64, toHex } from "../../playground/src/bytes.ts";
import { curlCommand } from "../../playground/src/curl.ts";
import { differences } from "../../playground/src/difference.ts";
import { fromFragment, type Link, toFragment } from "../../playground/src/link.ts";
import { child, commonAncestor, inWords, isWithin, keys } from "../../playground/src/pointer.ts";

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
});

test("bytes are written as they are read", () => {
  expect(parseBytes(toHex(BYTES)).bytes).toEqual(BYTES);
  expect(parseBytes(toBase64(BYTES)).bytes).toEqual(BYTES);
  expect([countOf(1), countOf(1234)]).toEqual(["1 byte", "1,234 bytes"]);
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
  ];
  for (const link of links) expect(fromFragment(`#${toFragment(link)}`)).toEqual(link);
});

test("of a strange link nothing is taken", () => {
  expect(fromFragment("#url=javascript:alert(1)&bytes=xyz&what")).toEqual({});
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
