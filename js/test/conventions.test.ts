/** Loaders that know nothing of this package drive the same file, each by its own convention. */
import { beforeAll, expect, inject, test } from "vitest";
import { DeployedLoader } from "./support/deployedLoader.ts";
import { file, fromHex, toHex } from "./support/files.ts";
import { SpecificationLoader } from "./support/specificationLoader.ts";

const utf8 = new TextEncoder();
const goldens = inject("goldens").filter(({ contract }) => contract === "stake");
/** Of each name the first, which is enough to tell that the convention works. */
const cases = goldens.filter(({ kind, name }, i) => goldens.findIndex((other) => other.kind === kind && other.name === name) === i);

for (const [convention, Loader] of [
  ["specification", SpecificationLoader],
  ["deployed", DeployedLoader],
] as const) {
  let loader: SpecificationLoader | DeployedLoader;
  beforeAll(async () => {
    loader = await Loader.load(file("stake"));
  });

  test(`${convention}: there are values to convert`, () => expect(cases.length).toBeGreaterThan(20));

  for (const { kind, name, json, hex, file } of cases) {
    test(`${convention}: ${file}`, () => {
      const method = { input: "decode_input_fn", output: "decode_output_fn", event: "decode_event" }[kind];
      expect(new TextDecoder().decode(loader.call(method, name, fromHex(hex)))).toBe(json);
      if (kind === "input") expect(toHex(loader.call("encode_input_fn", name, utf8.encode(json)))).toBe(hex);
    });
  }

  test(`${convention}: a mistake is told in words`, () => {
    expect(() => loader.call("encode_input_fn", "stake", utf8.encode("{}"))).toThrow(/stake/);
    expect(() => loader.call("encode_input_fn", "no_such_function", utf8.encode("{}"))).toThrow(/no_such_function/);
  });

  test(`${convention}: the version`, async () => {
    expect(loader instanceof DeployedLoader ? loader.version() : loader.text("get_version")).toMatch(/^\d+\.\d+\.\d+$/);
  });
}

test("deployed: the deployed driver itself follows the convention", async () => {
  const loader = await DeployedLoader.load(file("deployed-stake"));
  expect(loader.version()).toBe("0.1.0");
});
