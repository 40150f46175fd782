import { createContract, identify, validate } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { fromHex, load } from "./support/files.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const U64_MAX = fromHex("ffffffffffffffff");

test("functions and events by name", async () => {
  const contract = createContract(await load("drc20"));
  expect(contract.names).toEqual({
    functions: ["init", "name", "symbol", "decimals", "total_supply", "balance_of", "allowance", "transfer", "approve", "transfer_from"],
    events: ["transfer", "approval"],
  });
  const call = { to: { Contract: "01".repeat(32) }, value: 5n };
  const encoded = contract.encode.transfer!(call);
  expect(contract.decodeInput.transfer!(encoded)).toEqual({ ...call, value: "5" });
  expect(contract.decode.total_supply!(U64_MAX)).toBe("18446744073709551615");
  // A function without parameters needs no argument.
  expect(contract.encode.total_supply!()).toEqual(new Uint8Array());
});

test("every name in the schema of every driver is one that the driver knows", async () => {
  for (const name of ["stake", "transfer", "drc20", "drc721", "standard-bridge", "pink-runtime", "shapes"]) {
    const { driver, names } = createContract(await load(name));
    expect(names.functions.length).toBeGreaterThan(4);
    // No value of theirs has these three bytes.
    const bytes = new Uint8Array(3).fill(255);
    const decodings = [
      ...names.functions.map((fn) => () => driver.decodeInput(fn, bytes)),
      ...names.functions.map((fn) => () => driver.decodeOutput(fn, bytes)),
      ...names.events.map((event) => () => driver.decodeEvent(event, bytes)),
    ];
    for (const decode of decodings) expect(failure(decode).kind).toMatch(/^(invalid_bytes|wrong_length)$/);
  }
});

test("names with dots and other names of a function", async () => {
  for (const integers of ["string", "bigint"] as const) {
    const contract = createContract(await load("pink-runtime", { integers }));
    const amount = integers === "bigint" ? 5n : "5";
    const encoded = contract.encode["ecall.deposit"]!([`0x${"11".repeat(32)}`, 5n]);
    expect(contract.encode["ecall.3"]!([new Uint8Array(32).fill(0x11), "5"])).toEqual(encoded);
    for (const name of ["ecall.deposit", "ecall.3"]) {
      expect(contract.decodeInput[name]!(encoded)).toEqual([`0x${"11".repeat(32)}`, amount]);
      expect(validate(contract.driver, name, ["0x11", 5]).map(({ pointer }) => pointer)).toEqual(["/0"]);
    }
    expect(contract.names.functions).not.toContain("ecall.3");
    expect(contract.decode["ocall.12"]!(fromHex("0108dead"))).toBe("0xdead");
    expect(contract.events["StopSidevm"]!(fromHex("06"))).toBe("StopSidevm");
  }
});

test("with bigints", async () => {
  const contract = createContract(await load("stake", { integers: "bigint" }));
  expect(contract.decode.burnt_amount!(U64_MAX)).toBe(2n ** 64n - 1n);
});

test("types from declarations", async () => {
  interface Drc20 {
    functions: {
      total_supply: { input: null; output: string };
      transfer: { input: { to: { Contract: string }; value: string | bigint }; output: null };
    };
    events: { approval: { value: string } };
  }
  const contract = createContract<Drc20>(await load("drc20"));
  const none: Uint8Array = contract.encode.total_supply();
  const supply: string = contract.decode.total_supply(U64_MAX);
  const call = { to: { Contract: "01".repeat(32) }, value: 5n };
  expect([none.length, supply, contract.encode.transfer(call).length]).toEqual([0, "18446744073709551615", 216]);
  // @ts-expect-error there is no such function
  expect(() => contract.encode.stake()).toThrow("no function stake");
  // @ts-expect-error the argument is of another type
  expect(() => contract.encode.transfer({})).toThrow("transfer");
});

test("a name that the schema does not have is an error that names the others", async () => {
  const contract = createContract(await load("drc20"));
  expect(failure(() => contract.encode.transfre)).toMatchObject({ kind: "unknown_function", function: "transfre" });
  expect(failure(() => contract.events.constructor).message).toBe("the contract has no event constructor; it has transfer, approval");
  expect(await Promise.resolve(contract.encode)).toBe(contract.encode);
});

test("a deployed driver's names are enough", async () => {
  const contract = createContract(await load("fixture/untyped"));
  expect(contract.encode.echo!(1)).toEqual(bytes(1));
});

test("a driver without a schema is told apart", async () => {
  const driver = await load("fixture/schemaless");
  expect(failure(() => createContract(driver)).kind).toBe("unsupported");
});

test("bytes are identified by what can read them", async () => {
  const contract = createContract(await load("drc20"));
  const transfer = contract.encode.transfer!({ to: { Contract: "01".repeat(32) }, value: 5 });
  const value = { to: { Contract: "01".repeat(32) }, value: "5" };
  expect(identify(contract, transfer)).toContainEqual({ kind: "input", name: "transfer", value });
  expect(identify(contract, U64_MAX, "approval")).toEqual([]);
  expect(identify(contract, U64_MAX, "unknown")).toEqual([]);
  expect(identify(contract, U64_MAX).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "output total_supply",
    "output balance_of",
    "output allowance",
  ]);
});

test("J16: a text is no bytes, also where nothing else could be made of it", async () => {
  const contract = createContract(await load("drc20"));
  for (const text of ["00ff", "0x00ff", ""]) {
    const error = failure(() => identify(contract, text as never));
    expect([error.kind, error.message]).toEqual(["invalid_value", "expected a Uint8Array or ArrayBuffer, found string"]);
  }
});
