import type { DriverSchema } from "data-driver";

const u64 = { type: "string", format: "uint64" };

/** A schema with every shape that a value can have. The names start with `e`: the fixture echoes. */
export const TYPED_SCHEMA: DriverSchema = {
  name: "typed",
  version: "1.2.3",
  abi: 1,
  codec: "none",
  functions: [
    { name: "echo_amount", input: u64, output: { $ref: "#/$defs/Owner" } },
    { name: "echo_pair", input: { type: "array", prefixItems: [u64, { type: "string" }], items: false }, output: { type: "null" } },
    { name: "fail", input: u64, output: u64 },
  ],
  events: [
    { topic: "echo_list", data: { type: "array", items: { $ref: "#/$defs/Stake" } } },
    { topic: "fail", data: u64 },
  ],
  $defs: {
    Stake: {
      type: "object",
      properties: {
        value: { type: "string", format: "int128" },
        small: { type: "integer", format: "uint32" },
        note: { type: "string" },
        next: { anyOf: [{ $ref: "#/$defs/Stake" }, { type: "null" }] },
        balances: { type: "object", additionalProperties: u64 },
      },
      required: ["value"],
      additionalProperties: false,
    },
    Owner: {
      oneOf: [
        { type: "string", enum: ["None"] },
        { type: "object", properties: { Account: { type: "string" } }, required: ["Account"], additionalProperties: false },
        { type: "object", properties: { Amount: u64 }, required: ["Amount"], additionalProperties: false },
      ],
    },
  },
};
