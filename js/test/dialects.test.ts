import { expect, test } from "vitest";
import { failure } from "./support/failure.ts";
import { load } from "./support/files.ts";

for (const name of ["plain", "deployed"]) {
  const path = `fixture/${name}`;

  test(`${name}: a result of each conversion arrives`, async () => {
    const driver = await load(path);
    expect(driver.encodeInput("echo", [1, "two", null])).toEqual(new TextEncoder().encode('[1,"two",null]'));
    const bytes = new TextEncoder().encode('{"a":[1]}');
    for (const call of ["decodeInput", "decodeOutput", "decodeEvent"] as const) {
      expect(driver[call]("echo", bytes)).toEqual({ a: [1] });
      expect(driver[`${call}Json`]("echo", bytes)).toBe('{"a":[1]}');
    }
  });

  test(`${name}: version and schema`, async () => {
    const driver = await load(path);
    expect(driver.version()).toBe("1.2.3");
    expect(driver.schema()).toEqual({ name: "fixture" });
    expect(driver.schemaJson()).toBe('{"name":"fixture"}');
  });

  test(`${name}: a result of 1 MiB arrives, whether or not the needed size is reported`, async () => {
    const driver = await load(path);
    for (const fn of ["need", "Need"]) {
      const bytes = driver.encodeInput(fn);
      expect(bytes.length).toBe(1 << 20);
      expect(bytes.every((byte) => byte === 0x31)).toBe(true);
    }
  });

  test(`${name}: the start of an error of 100,000 bytes arrives`, async () => {
    const driver = await load(path);
    // The deployed convention does not say how long it is, so the buffer doubles.
    for (let again = 0; again < 2; again++) expect(() => driver.encodeInput("Fail")).toThrow(/^Fail: x{1018}…$/);
  });
}

test("a driver that never wants init is never given one", async () => {
  // The fixture would answer little-endian had `init` mattered to it; its lengths stay big-endian.
  const driver = await load("fixture/plain");
  expect(driver.encodeInput("echo", "x".repeat(700)).length).toBe(702);
});

test("a deployed driver, whose words can be read once, has room for all that they quote of a long input", async () => {
  const driver = await load("deployed-stake");
  for (const length of [1_000, 1_000_000]) {
    const { message } = failure(() => driver.encodeInput("stake", "x".repeat(length)));
    expect(message).toMatch(/^stake: Json\("invalid type: string \\"x+…$/);
  }
});
