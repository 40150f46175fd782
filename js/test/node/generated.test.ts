/** The driver of generated types, which is too large to be handed to browsers. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DriverSchema, loadDriver } from "data-driver";
import { expect, test } from "vitest";
import { packageFolder } from "../support/project.ts";
import { areThoseOfRust, refusals } from "../support/samples.ts";

const file = await readFile(join(packageFolder, "../target/drivers/generated.wasm"));

// M9: the reference to the type is `#/$defs/ns~1Message%20~01%252F`.
test("integers of a type whose name is a path are exact, too", async () => {
  const driver = await loadDriver(file, { integers: "bigint" });
  const value = { "a/b~c": [{ One: 2n ** 64n - 1n }, "Nothing", { Two: [-(2n ** 63n), "x"] }], "": [] };
  expect(driver.decodeInput("message", driver.encodeInput("message", value))).toEqual(value);
});

test("samples of types of every kind are those of the command, and the driver takes them", async () => {
  const driver = await loadDriver(file);
  await areThoseOfRust("generated", driver.schema() as DriverSchema);
  expect(refusals(driver, 10)).toEqual({});
});
