import type { AsBigInts, AsText, Form } from "./form.js";
import type { BigIntValue, JsonInput, JsonValue } from "./json.js";

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
export interface AnyContract<F extends Form = AsText> extends ContractTypes {
  form: F;
  functions: Record<string, { input: JsonInput; decodedInput: ValueIn<F>; output: ValueIn<F> }>;
  events: Record<string, ValueIn<F>>;
}

type ValueIn<F extends Form> = F extends { wide: bigint } ? BigIntValue : JsonValue;

/** How decoded values are written with this option. */
export type FormWith<Integers extends "string" | "bigint"> = Integers extends "bigint" ? AsBigInts : AsText;

/** How a contract's decoded values are written; anyhow, where its types do not say. */
export type FormOf<Types extends ContractTypes> = Types extends { form: infer F } ? F : any;

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

/** The option that makes a driver give integers as these types have them; either, where they name no function. */
export type IntegersOf<Types extends ContractTypes> = string extends keyof Types["functions"]
  ? { integers?: "string" | "bigint" }
  : Types extends { form: { wide: bigint } }
    ? { integers: "bigint" }
    : Types extends { form: { wide: string } }
      ? { integers?: "string" }
      : { integers?: "string" | "bigint" };

/** Options, which may be left out where none of them has to be given. */
export type Given<Options> = object extends Options ? [options?: Options] : [options: Options];
