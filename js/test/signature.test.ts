/** Signatures of drivers. The cases are those of the Rust side; what follows is about JavaScript alone. */
import { DriverRegistry, loadDriver } from "data-driver";
import { type SignedManifest, Trust, verifyManifest } from "data-driver/signature";
import { afterEach, expect, inject, test, vi } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, fromHex } from "./support/files.ts";

const cases = inject("signatures");
const [honest] = cases;
const { text, contract, trust: data } = honest!;
const server = inject("server");

afterEach(() => {
  vi.restoreAllMocks();
});

async function sri(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))))}`;
}

test("each is taken or refused in the words of the Rust host", async () => {
  let taken = 0;
  for (const { name, text, trust, contract, rollback, file, refusal, fileRefusal } of cases) {
    const verified = new Trust(trust).verify(text, contract, { rollback });
    if (refusal === null) {
      const { integrity, key } = await verified;
      expect(text, name).toContain(`\nkey: ${key}\n`);
      expect(integrity === (await sri(fromHex(file))), name).toBe(fileRefusal === undefined);
      taken++;
    } else expect((await failureOf(verified)).toJSON(), name).toEqual({ kind: "load", message: refusal });
  }
  expect(taken).toBeGreaterThan(30);
  expect(cases.length - taken).toBeGreaterThan(100);
});

test("no cut or changed text is taken", async () => {
  const trust = new Trust(data);
  expect((await trust.verify(text, contract)).version).toBe("1.2.3");
  for (let end = 0; end < text.length; end++) await failureOf(trust.verify(text.slice(0, end), contract));
  for (let at = 0; at < text.length; at++) {
    for (const bit of [1, 4, 32]) {
      const other = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ bit) + text.slice(at + 1);
      expect((await failureOf(trust.verify(other, contract))).kind, `${at}, ${bit}`).toBe("load");
    }
  }
});

test("engines that look less closely, or have none of this, take nothing more", async () => {
  const trust = new Trust(data);
  // One that takes whatever it is asked about.
  vi.spyOn(crypto.subtle, "verify").mockResolvedValue(true);
  for (const name of ["a scalar that is not reduced", "a commitment of small order", "a commitment whose number is not reduced"]) {
    const { text, refusal } = cases.find((one) => one.name === name)!;
    expect((await failureOf(trust.verify(text, contract))).message, name).toBe(refusal);
  }
  vi.restoreAllMocks();
  for (const [name, kind, message] of [
    ["NotSupportedError", "host", "signatures cannot be verified here: this engine has no Ed25519"],
    ["OperationError", "host", "signatures cannot be verified here: no"],
    ["DataError", "load", "the signature is not by the key"],
  ] as const) {
    vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new DOMException("no", name));
    const error = await failureOf(trust.verify(text, contract));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(message);
    if (kind === "host") expect((await failureOf(verifyManifest(manifestOf(), trust))).kind).toBe("host");
    vi.restoreAllMocks();
  }
  vi.spyOn(crypto, "subtle", "get").mockReturnValue(undefined as never);
  expect((await failureOf(trust.verify(text, contract))).message).toContain("pages that are not served securely");
});

test("a newer version is remembered, and older ones are refused then", async () => {
  const trust = new Trust(data);
  expect(trust.newest(contract)).toBeUndefined();
  trust.remember(await trust.verify(text, contract));
  expect(trust.newest(`0x${contract.toUpperCase()}`)?.version).toBe("1.2.3");
  const kept = new Trust(JSON.parse(JSON.stringify(trust)));
  const older = cases.find((one) => one.name === "1.0.1 after 1.0.10")!;
  expect((await failureOf(kept.verify(older.text, contract))).message).toBe("version 1.0.1 is older than 1.2.3, which was seen before");
  // What is allowed once is not the newest.
  kept.remember(await kept.verify(older.text, contract, { rollback: "allow" }));
  expect(kept.newest(contract)?.version).toBe("1.2.3");
  kept.forget(contract);
  kept.remember(await kept.verify(older.text, contract));
  expect(kept.newest(contract)?.version).toBe("1.0.1");
});

test("what a stolen key signed is forgotten with it", async () => {
  const [alice, bob] = [1, 0].map((at) => data.contracts[contract]!.keys[at]!);
  const by = (key: string) => cases.find(({ text, refusal, rollback }) => refusal === null && !rollback && text.includes(`key: ${key}\n`) && text.includes("version: 1.2.3\n"))!;
  const trust = new Trust();
  expect([trust.add(contract, alice!), trust.add(contract, alice!), trust.add(contract, bob!)]).toEqual([true, false, true]);
  const verified = await trust.verify(by(alice!).text, contract);
  trust.remember({ ...verified, version: "999.0.0" });
  expect((await failureOf(trust.verify(by(bob!).text, contract))).message).toContain("is older than 999.0.0");
  expect([trust.remove(contract, alice!), trust.remove(contract, alice!)]).toEqual([true, false]);
  await trust.verify(by(bob!).text, contract);
  expect((await failureOf(trust.verify(by(alice!).text, contract))).message).toContain("is not trusted");
  // Nothing is kept of who may not sign.
  trust.remember(verified);
  expect(trust.newest(contract)).toBeUndefined();
});

test("its JSON is that of the Rust side", () => {
  for (const { name, trust } of cases) expect(JSON.parse(JSON.stringify(new Trust(trust))), name).toEqual(trust);
  const [key] = data.contracts[contract]!.keys;
  for (const [trust, words] of [
    [{}, "contracts: expected an object, found undefined"],
    [[], "expected an object, found array"],
    [{ contracts: null }, "contracts: expected an object, found null"],
    [{ contracts: { "01": null } }, "01: expected an object, found null"],
    [{ contracts: { "01": { keys: [], seen: null } } }, "01: seen: expected an object, found null"],
    [{ contracts: { "01": { keys: [], seen: { [key!]: null } } } }, "01: seen: expected an object, found null"],
    [{ contracts: {}, extra: 1 }, "there is no member extra"],
    [{ contracts: { "0g": { keys: [] } } }, `expected the id of a contract, 1 to 64 bytes in hex, found "0g"`],
    [{ contracts: { "01": {} } }, "01: keys: expected a list"],
    [{ contracts: { "01": { keys: ["AA=="] } } }, "01: expected a public key, 32 bytes in base64"],
    [{ contracts: { "01": { keys: [5] } } }, "01: expected a public key"],
    [{ contracts: { "01": { keys: [`AQ${"A".repeat(41)}=`] } } }, "01: the public key is weak: anybody can sign for it"],
    [{ contracts: { ab: { keys: [] }, "0xAB": { keys: [] } } }, "the contract is there twice"],
    [{ contracts: { "01": { keys: [], seen: { [key!]: { version: "1", integrity: "" } } } } }, "01: seen: version: "],
    [{ contracts: { "01": { keys: [], seen: { [key!]: { version: "1.0.0", integrity: "sha256-" } } } } }, "01: seen: expected sha256-"],
  ] as const) {
    const error = failure(() => new Trust(trust as never));
    expect(error).toMatchObject({ kind: "load" });
    expect(error.message).toMatch(/^the trusted keys: /);
    expect(error.message).toContain(words);
  }
  // What a page keeps it in has this the first time.
  for (const nothing of [undefined, null, JSON.parse("null")]) expect(JSON.stringify(new Trust(nothing))).toBe('{"contracts":{}}');
});

test("what is no id, no key, no text and no option is refused", async () => {
  const trust = new Trust(data);
  for (const id of ["", "0x", "0X02", "stake", "0", "00".repeat(65), 5]) {
    expect(failure(() => trust.add(id as string, data.contracts[contract]!.keys[0]!)).message).toContain("expected the id of a contract");
    expect((await failureOf(trust.verify(text, id as string))).message).toContain("expected the id of a contract");
  }
  expect(failure(() => trust.add(contract, "key")).message).toBe("expected a public key, 32 bytes in base64");
  for (const wrong of [undefined, null, 5, new Uint8Array(8)]) expect((await failureOf(trust.verify(wrong as never, contract))).message).toContain("the signature: expected a text");
  expect((await failureOf(trust.verify(text, contract, { rollback: "alow" as never }))).message).toBe(`rollback: expected "refuse" or "allow", found "alow"`);
});

function manifestOf(changes: object = {}, id = contract): SignedManifest {
  const [, version] = /version: (.*)/.exec(text)!;
  const [, integrity] = /integrity: (.*)/.exec(text)!;
  return { [id]: { url: "fixture/plain", version: version!, integrity: integrity!, signature: text, ...changes } };
}

test("a manifest of signed drivers is one of pinned drivers once it is verified", async () => {
  const trust = new Trust(data);
  const pinned = await verifyManifest(manifestOf(), trust);
  expect(pinned).toEqual({ [contract]: { url: "fixture/plain", integrity: manifestOf()[contract]!.integrity } });
  expect(trust.newest(contract)?.version).toBe("1.2.3");
  // The file that is there is another one.
  const registry = DriverRegistry.fromManifest(pinned, server);
  expect((await failureOf(registry.get(contract))).message).toContain("the driver is not the pinned one");
  // Signatures that nobody verifies are not taken for pins.
  expect(failure(() => DriverRegistry.fromManifest(manifestOf() as never, server)).message).toContain("there is no member signature");
});

test("what is wrong with a manifest is named, and nothing of it is remembered", async () => {
  const trust = new Trust(data);
  const place = `the manifest's entry ${contract}: `;
  for (const [manifest, message] of [
    [manifestOf({ version: "1.2.4" }), `${place}the manifest's version is not the signed one: expected 1.2.3, found 1.2.4`],
    [manifestOf({ integrity: "sha256-AA==" }), `${place}the manifest's integrity is not the signed one: expected sha256-`],
    [manifestOf({ signature: "" }), `${place}the signature: line 1: expected`],
    [manifestOf({ signature: text.replace("20:15", "20:16") }), `${place}the signature is not by the key`],
    [manifestOf({ more: 1 }), `${place}there is no member more`],
    [manifestOf({}, "ab"), "the manifest's entry ab: the signature is for another contract"],
    [manifestOf({}, "stake"), "the manifest's entry stake: expected the id of a contract"],
    [{ ...manifestOf(), ...manifestOf({}, `0x${contract}`) }, `the manifest's entry 0x${contract}: it is there twice`],
    [{ ...manifestOf(), ab: null }, "the manifest's entry ab: "],
  ] as const) {
    const error = await failureOf(verifyManifest(manifest as SignedManifest, trust));
    expect(error.kind).toBe("load");
    expect(error.message.startsWith(message), error.message).toBe(true);
  }
  expect(JSON.parse(JSON.stringify(trust))).toEqual(data);
});

test("of another file than the pinned one no byte is compiled", async () => {
  const calls = [vi.spyOn(WebAssembly, "compile"), vi.spyOn(WebAssembly, "compileStreaming"), vi.spyOn(WebAssembly, "instantiate"), vi.spyOn(WebAssembly, "Module")];
  const wasm = file("fixture/plain");
  const integrity = await sri(file("fixture/deployed"));
  for (const limits of [{}, { limits: { memory: 1 << 24 } }]) {
    for (const source of [wasm, wasm.buffer, new URL("fixture/plain", server), await fetch(`${server}fixture/plain`)]) {
      const error = await failureOf(loadDriver(source, { integrity, ...limits }));
      expect(error.message).toContain(`the driver is not the pinned one: expected ${integrity}, found ${await sri(wasm)}`);
    }
  }
  for (const call of calls) expect(call).not.toHaveBeenCalled();
  // They would have been.
  await loadDriver(wasm, { integrity: await sri(wasm) });
  expect(calls[0]).toHaveBeenCalled();
});
