/** The names that a driver knows and does not tell, found out by asking it. */
import { DataDriverError, type WorkerDriver } from "data-driver";
import type { Subject } from "./subject.ts";

export type Asked = Pick<WorkerDriver, "decodeInput" | "decodeOutput" | "decodeEvent">;

export interface Names {
  functions: string[];
  events: string[];
}

/** Kinds with which a driver says that it knows no such name. */
const UNKNOWN = ["unknown_function", "unknown_event", "unsupported"];

/** No name of a contract; a driver that knows it knows any. */
const NONSENSE = "no_contract_has_this_name";

/** Lengths of names, and how many are asked about in all and at a time. */
const SHORTEST = 3;
const LONGEST = 40;
const MOST_ASKED = 24_000;
const AT_A_TIME = 256;

/** `likely` are names to ask for first, `texts` such as may be made of names, the most promising first. */
export async function discover(driver: Asked, likely: Iterable<string>, texts: readonly string[], isWanted: () => boolean = () => true): Promise<Names> {
  const found = { functions: new Set<string>(), events: new Set<string>() };
  if ((await isKnown(driver, "decodeInput", NONSENSE)) || (await isKnown(driver, "decodeEvent", NONSENSE))) return { functions: [], events: [] };
  const asked = new Set<string>();
  let batch: string[] = [];
  const ask = async () => {
    const names = batch;
    batch = [];
    const answers = await Promise.all(names.map((name) => Promise.all([isFunction(driver, name), isKnown(driver, "decodeEvent", name)])));
    answers.forEach(([isOne, isEvent], at) => {
      if (isOne) found.functions.add(names[at]!);
      if (isEvent) found.events.add(names[at]!);
    });
  };
  for (const name of parts(likely, texts)) {
    if (asked.has(name)) continue;
    if (asked.size >= MOST_ASKED || !isWanted()) break;
    asked.add(name);
    batch.push(name);
    if (batch.length >= AT_A_TIME) await ask();
  }
  await ask();
  return { functions: [...found.functions], events: [...found.events] };
}

function* parts(likely: Iterable<string>, texts: readonly string[]): Generator<string> {
  yield* likely;
  yield* texts;
  for (const text of texts) {
    for (let start = 0; start < text.length; start++) {
      for (let length = SHORTEST; length <= Math.min(LONGEST, text.length - start); length++) yield text.slice(start, start + length);
    }
  }
}

/** Some functions have arguments only, and some a result only. */
export async function isFunction(driver: Asked, name: string): Promise<boolean> {
  return (await isKnown(driver, "decodeInput", name)) || (await isKnown(driver, "decodeOutput", name));
}

/** Whether the driver takes a name, whatever it says of the bytes. */
async function isKnown(driver: Asked, method: keyof Asked, name: string): Promise<boolean> {
  try {
    await driver[method](name, new Uint8Array());
    return true;
  } catch (error) {
    if (!(error instanceof DataDriverError)) throw error;
    // A driver that broke has not answered.
    return !UNKNOWN.includes(error.kind) && error.kind !== "timeout" && error.kind !== "host";
  }
}

/** What a driver proposes instead of a name that it does not know; nothing where it knows it. */
export async function refusalOf(driver: Asked, { what, name }: Subject): Promise<string[] | undefined> {
  const methods = what === "event" ? (["decodeEvent"] as const) : (["decodeInput", "decodeOutput"] as const);
  let proposed: string[] = [];
  for (const method of methods) {
    try {
      await driver[method](name, new Uint8Array());
      return undefined;
    } catch (error) {
      if (!(error instanceof DataDriverError)) throw error;
      if (!UNKNOWN.includes(error.kind)) return undefined;
      proposed = proposedIn(error.message);
    }
  }
  return proposed;
}

/** The names that a driver's refusal proposes: `did you mean one of get_stake, stakes?` */
export function proposedIn(message: string): string[] {
  const [, names] = /did you mean (?:one of )?([^?]+)\?/.exec(message) ?? [];
  return names?.split(", ").filter((name) => /^[\w.:-]+$/.test(name)) ?? [];
}
