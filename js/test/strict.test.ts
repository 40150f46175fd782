/** Inputs that are the very bytes that encoding their value gives, with the words that the Rust host has. */
import { expect, test } from "vitest";
import { runInWorker } from "data-driver";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

const CONFIG = Uint8Array.of(5, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0);
const OTHER = CONFIG.with(9, 1);
const ERROR = {
  kind: "invalid_bytes",
  code: 2,
  function: "set_config",
  message: "set_config: the bytes are not those that encoding their value gives: expected 0x00 at byte 9, found 0x01",
  offset: 9,
  expected: "0x00 at byte 9",
  found: "0x01",
};

/** A key's two coordinates, which are no point's, and that it is not the identity. */
const NO_POINT = new Uint8Array(200).with(0, 2);

test("the bytes of a value are decoded", async () => {
  const driver = await load("stake", { strict: true });
  expect(driver.decodeInputJson("set_config", CONFIG)).toBe('{"warnings":3,"minimum_stake":"5"}');
  expect(driver.decodeInput("set_config", CONFIG)).toEqual({ warnings: 3, minimum_stake: "5" });
  expect(driver.decodeOutput("burnt_amount", Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0))).toBe("7");
});

test("other bytes of the same value are refused, as JSON and as a value", async () => {
  const lax = await load("stake");
  expect(lax.decodeInput("set_config", OTHER)).toEqual({ warnings: 3, minimum_stake: "5" });
  const driver = await load("stake", { strict: true });
  expect(failure(() => driver.decodeInputJson("set_config", OTHER)).toJSON()).toEqual(ERROR);
  expect(failure(() => driver.decodeInput("set_config", OTHER)).toJSON()).toEqual(ERROR);
});

test("a value that the driver does not take is refused with its reason", async () => {
  const lax = await load("stake");
  const why = failure(() => lax.encodeInput("get_stake", lax.decodeInput("get_stake", NO_POINT)));
  const driver = await load("stake", { strict: true });
  const { kind, message, pointer } = failure(() => driver.decodeInput("get_stake", NO_POINT));
  expect({ kind, message }).toEqual({
    kind: "invalid_bytes",
    message: why.message.replace(/^get_stake: /, "get_stake: the bytes hold a value that is refused: "),
  });
  expect(pointer).toBe(why.pointer);
});

test("it holds with bigints, and on a worker", async () => {
  const driver = await load("stake", { strict: true, integers: "bigint" });
  expect(driver.decodeInput("set_config", CONFIG)).toEqual({ warnings: 3, minimum_stake: 5n });
  expect(failure(() => driver.decodeInput("set_config", OTHER)).toJSON()).toEqual(ERROR);

  const worker = await runInWorker(file("stake"), { strict: true });
  expect(await worker.decodeInput("set_config", CONFIG)).toEqual({ warnings: 3, minimum_stake: "5" });
  expect((await failureOf(worker.decodeInput("set_config", OTHER))).toJSON()).toEqual(ERROR);
  worker.close();
});

test("something else than true or false is no option", async () => {
  const error = await failureOf(load("stake", { strict: "yes" as unknown as boolean }));
  expect(error.message).toContain('strict: expected true or false, found "yes"');
});
