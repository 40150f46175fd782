import { DataDriverError } from "data-driver";
import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load } from "./support/files.ts";

test("a driver's words become the message, with the function in front", async () => {
  const driver = await load("fixture/deployed");
  const error = failure(() => driver.encodeInput("fail", 1));
  expect(error.toJSON()).toEqual({
    code: 2,
    kind: "unsupported",
    message: `fail: Unsupported("no such thing")`,
    function: "fail",
  });
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("DataDriverError");
  expect(failure(() => driver.decodeEvent("fail", new Uint8Array())).toJSON()).toMatchObject({ event: "fail" });
});

test("a driver's details become the fields", async () => {
  const driver = await load("fixture/detailed");
  const error = failure(() => driver.encodeInput("fail", 1));
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    code: 2,
    kind: "wrong_length",
    message: "fail: /keys/owner: expected 96 bytes, found 95",
    function: "fail",
    pointer: "/keys/owner",
    offset: 7,
    expected: "96 bytes",
    found: "95",
  });
});

test("details that make no sense are not believed", async () => {
  const nonsense = await load("fixture/nonsense-details");
  expect(failure(() => nonsense.encodeInput("fail"))).toMatchObject({ kind: "unsupported", code: 2, message: `fail: Unsupported("no such thing")` });
  // A newer driver may know more kinds.
  const strange = await load("fixture/strange-kind");
  expect(failure(() => strange.encodeInput("fail"))).toMatchObject({ kind: "gremlins", message: "fail: it was them" });
});

test("a driver cannot speak for the host", async () => {
  const driver = await load("fixture/host-kind");
  expect(failure(() => driver.encodeInput("fail"))).toMatchObject({ kind: "other", code: 2, message: "fail: I trapped" });
});

test("code 1 is an invalid input", async () => {
  const driver = await load("fixture/plain");
  expect(failure(() => driver.encodeInput("?"))).toMatchObject({ code: 1, kind: "invalid_input", function: "?" });
});

test("half a surrogate pair is refused, in text and in a name", async () => {
  const driver = await load("fixture/plain");
  expect(failure(() => driver.encodeInputJson("echo", '"\ud800"')).kind).toBe("invalid_value");
  expect(driver.encodeInput("echo", "\ud800 is escaped")).toEqual(new TextEncoder().encode('"\\ud800 is escaped"'));
});

test("an empty name is a name like any other", async () => {
  const driver = await load("fixture/plain");
  expect(failure(() => driver.encodeInput(""))).toBeInstanceOf(DataDriverError);
});

test("what is not bytes is refused", async () => {
  const driver = await load("fixture/plain");
  for (const wrong of ["abcd", 5, null, undefined, [1, 2], {}]) {
    expect(failure(() => driver.decodeEvent("echo", wrong as never))).toMatchObject({ kind: "invalid_value", event: "echo" });
  }
});

test("bytes may be any view", async () => {
  const driver = await load("fixture/plain");
  const { buffer } = new TextEncoder().encode(" 12345 ");
  expect(driver.decodeEvent("echo", buffer)).toBe(12345);
  expect(driver.decodeEvent("echo", new DataView(buffer, 2, 3))).toBe(234);
  expect(driver.decodeEvent("echo", new Uint8Array(buffer, 1, 2))).toBe(12);
});
