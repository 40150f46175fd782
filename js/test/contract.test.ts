import { createContract, identify } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load } from "./support/files.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test("functions and events by name", async () => {
  const contract = createContract(await load("fixture/typed"));
  expect(contract.names).toEqual({ functions: ["echo_amount", "echo_pair", "fail"], events: ["echo_list", "fail"] });
  expect(contract.encode.echo_amount!(5n)).toEqual(bytes("5"));
  expect(contract.decodeInput.echo_pair!(bytes([1]))).toEqual([1]);
  expect(contract.decode.echo_amount!(bytes("None"))).toBe("None");
  expect(contract.events.echo_list!(bytes([]))).toEqual([]);
});

test("types from declarations", async () => {
  interface Typed {
    functions: {
      echo_amount: { input: string | bigint; output: "None" | { Amount: string } };
      echo_pair: { input: null; output: null };
      fail: { input: string; output: string };
    };
    events: { echo_list: { value: string }[]; fail: string };
  }
  const contract = createContract<Typed>(await load("fixture/typed"));
  const encoded: Uint8Array = contract.encode.echo_amount(5n);
  const none: Uint8Array = contract.encode.echo_pair();
  const amount: "None" | { Amount: string } = contract.decode.echo_amount(bytes("None"));
  const list: { value: string }[] = contract.events.echo_list(bytes([{ value: "1" }]));
  expect([encoded.length, none.length, amount, list[0]!.value]).toEqual([3, 4, "None", "1"]);
  // @ts-expect-error there is no such function
  expect(() => contract.encode.stake()).toThrow("no function stake");
  // @ts-expect-error the argument is of another type
  expect(contract.encode.echo_amount({})).toEqual(bytes({}));
});

test("a name that the schema does not have is an error that names the others", async () => {
  const contract = createContract(await load("fixture/typed"));
  expect(failure(() => contract.encode.stack)).toMatchObject({ kind: "unknown_function", function: "stack" });
  expect(failure(() => contract.events.constructor).message).toBe("the contract has no event constructor; it has echo_list, fail");
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
  const contract = createContract(await load("fixture/typed"));
  expect(identify(contract, bytes([]), "echo_list")).toEqual([{ kind: "event", name: "echo_list", value: [] }]);
  expect(identify(contract, bytes([]), "fail")).toEqual([]);
  expect(identify(contract, bytes([]), "unknown")).toEqual([]);
  expect(identify(contract, bytes([])).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "event echo_list",
    "input echo_amount",
    "input echo_pair",
    "output echo_amount",
    "output echo_pair",
  ]);
});
