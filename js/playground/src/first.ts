/** Which of a driver's functions and events is shown first. */
import type { DriverSchema } from "data-driver";
import type { Vector } from "./session.ts";
import type { Subject } from "./subject.ts";

/** What people know contracts for, the best known first. */
const KNOWN = ["transfer", "stake", "moonlight", "transfer_from", "swap", "send", "deposit", "withdraw"];

/** Called once, by whoever deploys the contract. */
const SETS_UP = /^(init|initialize|new|constructor|setup|owner)$/;

/**
 * The function or event that people know first: one that is named like the contract, then one of those
 * that contracts are known for, then the first transaction that the driver has an example of.
 */
export function firstOf({ name: contract = "", functions = [], events = [] }: DriverSchema, vectors: readonly Vector[]): Subject | undefined {
  const asInput = ({ name }: { name: string }): Subject => ({ what: "input", name });
  const namesake = functions.find(({ name }) => contract.toLowerCase() === name.toLowerCase() || contract.toLowerCase() === `${name.toLowerCase()}contract`);
  if (namesake) return asInput(namesake);
  for (const known of KNOWN) {
    // `ecall.deposit` is one: what stands in front tells who is called.
    const fn = functions.find(({ name }) => name === known || name.endsWith(`.${known}`));
    if (fn) return asInput(fn);
    const event = events.find(({ topic }) => topic === known);
    if (event) return { what: "event", name: event.topic };
  }
  const usual = functions.filter(({ name }) => !SETS_UP.test(name.slice(name.lastIndexOf(".") + 1)));
  const hasExample = ({ name }: { name: string }) => vectors.some((one) => one.what === "input" && one.name === name);
  const found = usual.find((fn) => fn.kind === "transaction" && hasExample(fn)) ?? usual.find(({ kind }) => kind === "transaction") ?? usual[0] ?? functions[0];
  if (found) return asInput(found);
  const [event] = events.filter(({ topic }) => typeof topic === "string");
  return event && { what: "event", name: event.topic };
}
