/** Errors in the words of the place where they are shown. */
import { DataDriverError } from "data-driver";
import { inWords } from "./pointer.ts";
import type { Subject } from "./subject.ts";

/** Kinds that say nothing about what a person wrote: the driver failed, or the page did. */
const FAILURES = ["trap", "timeout", "bad_driver", "limit_exceeded", "host"];

/** Whether the driver failed, whatever it was given. */
export function isFailure(error: unknown): boolean {
  return !(error instanceof DataDriverError) || FAILURES.includes(error.kind);
}

/** What is wrong with a value, without the place, which is where it is shown. */
export function valueMistake(error: unknown): string {
  if (!(error instanceof DataDriverError)) return messageOf(error);
  const { expected, found } = error;
  return expected !== undefined && found !== undefined ? `expected ${expected}, found ${found}` : withoutName(error);
}

/** Why there is no answer where the driver failed. */
export function failureOf(error: unknown, seconds: number): string {
  if (!(error instanceof DataDriverError)) return messageOf(error);
  switch (error.kind) {
    case "timeout":
      return `The driver was stopped because it had no answer within ${seconds} seconds. That says nothing about what you wrote.`;
    case "trap":
      return `The driver broke off: ${withoutName(error)}`;
    case "bad_driver":
    case "limit_exceeded":
      return `The driver does not keep to the rules of drivers: ${withoutName(error)}`;
    default:
      return `The page could not run the driver: ${withoutName(error)}`;
  }
}

/** Why bytes are not what they were taken for. */
export function bytesMistake(error: unknown, { what, name }: Subject): string {
  const [is, has] = what === "input" ? [`These are no arguments of ${name}`, "they have"] : [`This is no ${what === "event" ? `${name} event` : `result of ${name}`}`, "it has"];
  if (!(error instanceof DataDriverError)) return `${is}: ${messageOf(error)}`;
  const { kind, expected, found, pointer, offset } = error;
  if (kind === "wrong_length" && expected && found) return `${is}: ${has} ${one(expected)}, and here ${/^1 bytes?$/.test(found) ? "is" : "are"} ${one(found)}.`;
  if (kind !== "invalid_bytes") return `${is}: ${withoutName(error)}`;
  const where = pointer ? `at ${inWords(pointer)} ` : offset !== undefined ? `from byte ${offset} on ` : "";
  return `${is}: ${where}${humane(found ?? error.message) ?? found ?? withoutName(error)}.`;
}

/** One byte in the singular: drivers count `1 bytes`. */
function one(count: string): string {
  return count.replace(/(?<![\d,.])1 bytes\b/, "1 byte");
}

/** What the libraries that read archives say, in words for those who do not know them. */
function humane(found: string): string | undefined {
  const [, tag] = /invalid tag for enum: (\d+)/.exec(found) ?? [];
  if (tag !== undefined) return `a number should say which variant follows, and ${tag} is none of them`;
  if (/pointer that does not lead|out of bounds|overran|unaligned/.test(found)) return "there should be the position of something else inside, and nothing that could be meant is there";
  if (/utf-?8/i.test(found)) return "there should be text, and there is none";
  if (/bool/.test(found)) return "there should be yes or no, 1 or 0, and there is something else";
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The page says which function or event it is about; the message need not. */
function withoutName(error: DataDriverError): string {
  const { message } = error;
  const name = error.function ?? error.event;
  return name !== undefined && message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}
