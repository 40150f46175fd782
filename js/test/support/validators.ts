/** Validators of JSON Schemas in drivers' documents: ajv, with the words of `schemas/README.md`. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonSchema } from "data-driver";

export type Definitions = Record<string, JsonSchema>;

/** Strict: a keyword, format or reference that is not known is an error and not passed over. */
export function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: true });
  for (const bits of [8n, 16n, 32n, 64n, 128n]) {
    ajv.addFormat(`uint${bits}`, (text) => isInteger(text, 0n, 2n ** bits - 1n));
    ajv.addFormat(`int${bits}`, (text) => isInteger(text, -(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n));
  }
  ajv.addFormat("hex", (text) => lengthOf("hex", text) !== undefined);
  // What these texts are, their patterns say.
  for (const format of ["base58check", "decimal", "annotation", "entrypoint", "timestamp"]) ajv.addFormat(format, true);
  ajv.addFormat("float", (text) => /^(NaN|-?Infinity)$/.test(text));
  // Words that say what a value means, and of which values they are no matter.
  ajv.addKeyword({ keyword: "unit", schemaType: "object" });
  ajv.addKeyword({ keyword: "prefix", schemaType: "string" });
  ajv.addFormat("base58", (text) => lengthOf("base58", text) !== undefined);
  ajv.addKeyword({
    keyword: "byteLength",
    type: "string",
    schemaType: "number",
    compile: (length: number, { format }) => {
      // Prefix and checksum are between the bytes and the text, and a driver's business.
      if (format === "base58check") return () => true;
      if (format !== "hex" && format !== "base58") throw new Error("byteLength stands beside a format of bytes");
      return (text: string) => lengthOf(format, text) === length;
    },
  });
  return ajv;
}

/** A validator for one schema of a document. */
export function validatorOf(definitions: Definitions, schema: JsonSchema): ValidateFunction {
  return strictAjv().compile({ $defs: definitions, allOf: [schema] });
}

/** Whether the text is an integer in this range, in its one decimal form. */
function isInteger(text: string, least: bigint, greatest: bigint): boolean {
  if (!/^-?[0-9]+$/.test(text)) return false;
  const integer = BigInt(text);
  return `${integer}` === text && integer >= least && integer <= greatest;
}

/** How many bytes the text stands for, if it stands for any. */
function lengthOf(format: "hex" | "base58", text: string): number | undefined {
  if (format === "hex") return /^(0x)?([0-9a-f]{2})*$/i.test(text) && !text.startsWith("0X") ? text.replace(/^0x/, "").length / 2 : undefined;
  let value = 0n;
  for (const digit of text) {
    const at = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".indexOf(digit);
    if (at < 0) return undefined;
    value = value * 58n + BigInt(at);
  }
  const zeros = /^1*/.exec(text)![0].length;
  return zeros + (value === 0n ? 0 : Math.ceil(value.toString(16).length / 2));
}
