import type { Form } from "./form.js";
import type { JsonInput, JsonValue } from "./json.js";

/**
 * What a contract's declarations, a driver's `.d.ts`, say of its functions and events: what encoding
 * takes, and what decoding gives.
 */
export interface ContractTypes {
  /** How decoded values are written. */
  form?: Form;
  functions: Record<string, { input: unknown; decodedInput?: unknown; output: unknown }>;
  events: Record<string, unknown>;
}

/** The types of a contract without declarations: any name, any value. */
export interface AnyContract extends ContractTypes {
  functions: Record<string, { input: JsonInput; decodedInput: JsonValue; output: JsonValue }>;
  events: Record<string, JsonValue>;
}

/** The name of a function. */
export type FunctionOf<Types extends ContractTypes> = keyof Types["functions"] & string;

/** The topic of an event. */
export type EventOf<Types extends ContractTypes> = keyof Types["events"] & string;

/** A function's arguments as encoding takes them; those that are `null` may be left out. */
export type ArgumentsOf<Types extends ContractTypes, Fn extends FunctionOf<Types>> = [null] extends [Types["functions"][Fn]["input"]]
  ? [value?: Types["functions"][Fn]["input"]]
  : [value: Types["functions"][Fn]["input"]];

/** A function's arguments as decoding gives them. */
export type DecodedInputOf<Types extends ContractTypes, Fn extends FunctionOf<Types>> = Types["functions"][Fn] extends { decodedInput: infer Decoded }
  ? Decoded
  : Types["functions"][Fn]["input"];

/** What a function gives. */
export type OutputOf<Types extends ContractTypes, Fn extends FunctionOf<Types>> = Types["functions"][Fn]["output"];

/** What an event carries. */
export type DataOf<Types extends ContractTypes, Event extends EventOf<Types>> = Types["events"][Event];

/** The option that makes a driver give integers as these types have them. */
export type IntegersOf<Types extends ContractTypes> = Types extends { form: { wide: bigint } }
  ? { integers: "bigint" }
  : Types extends { form: { wide: string } }
    ? { integers?: "string" }
    : { integers?: "string" | "bigint" };

/** Options, which may be left out where none of them has to be given. */
export type Given<Options> = object extends Options ? [options?: Options] : [options: Options];
