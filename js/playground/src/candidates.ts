/** What bytes of unknown kind may be, the most likely first. */
import { DataDriverError, type DriverSchema, type JsonValue, type WorkerDriver } from "data-driver";
import { toHex } from "./bytes.ts";
import { type Evidence, gather, weigh } from "./evidence.ts";
import type { Vector } from "./session.ts";
import { type Subject, typeOf } from "./subject.ts";

/** Decoding as a worker does it. */
export type Reader = Pick<WorkerDriver, "decodeInput" | "decodeOutput" | "decodeEvent" | "encodeInput">;

/** A driver to ask. */
export interface Source {
  key: string;
  schema: DriverSchema;
  vectors: readonly Vector[];
  reader: () => Promise<Reader>;
}

/** What the bytes can be read as: one type, and all that has it, since the bytes do not tell those apart. */
export interface Candidate {
  source: Source;
  /** The likeliest first. */
  subjects: Subject[];
  /** The type's name, where the driver tells. */
  type: string;
  value: JsonValue;
  evidence: Evidence;
  /** How likely it is, compared with others. */
  weight: number;
}

export interface Found {
  candidates: Candidate[];
  /** How many names a driver broke on instead of answering. */
  broken: number;
}

/** Kinds of errors that say nothing about the bytes. */
const BREAKS = ["trap", "timeout", "bad_driver", "limit_exceeded", "host"];

/** A driver that lets a person wait so often is not asked about the rest of its names. */
const MOST_TIMEOUTS = 2;

/** How many readings are looked into; each costs some dozens of calls. */
const MOST_WEIGHED = 12;

/** Of what is equally likely: people get events from archives, calls from transactions, results seldom. */
const USUAL = { event: 0.3, input: 0.2, output: 0 };

/** The driver that is open is the likelier one. */
const OPEN = 1;

const METHODS = { input: "decodeInput", output: "decodeOutput", event: "decodeEvent" } as const;

/** Reads the bytes as everything that the drivers have, the first of which is the one that is open. */
export async function findCandidates(sources: readonly Source[], bytes: Uint8Array, isWanted: () => boolean = () => true): Promise<Found> {
  const found: Found = { candidates: [], broken: 0 };
  for (const source of sources) {
    const one = await readAll(source, bytes, isWanted);
    found.candidates.push(...one.candidates);
    found.broken += one.broken;
    if (!isWanted()) return found;
  }
  const weighed = found.candidates.slice(0, MOST_WEIGHED);
  for (const candidate of weighed) {
    candidate.evidence = await evidenceOf(candidate, bytes);
    if (!isWanted()) return found;
  }
  for (const one of weighed) one.weight = weigh(one.evidence) + USUAL[one.subjects[0]!.what] + (one.source === sources[0] ? OPEN : 0);
  found.candidates = [...weighed.sort((one, other) => other.weight - one.weight), ...found.candidates.slice(MOST_WEIGHED)];
  return found;
}

/** All readings in one driver; those of one type and value are one. */
async function readAll(source: Source, bytes: Uint8Array, isWanted: () => boolean): Promise<Found> {
  const { functions = [], events = [] } = source.schema;
  const subjects: Subject[] = [
    ...events.filter(({ topic }) => typeof topic === "string").map(({ topic }) => ({ what: "event" as const, name: topic })),
    ...functions.map(({ name }) => ({ what: "input" as const, name })),
    ...functions.map(({ name }) => ({ what: "output" as const, name })),
  ];
  const groups = new Map<string, Candidate>();
  let broken = 0;
  let timeouts = 0;
  const reader = await source.reader();
  for (const subject of subjects) {
    if (timeouts >= MOST_TIMEOUTS || !isWanted()) break;
    let value: JsonValue;
    try {
      value = await reader[METHODS[subject.what]](subject.name, bytes);
    } catch (error) {
      if (!(error instanceof DataDriverError)) throw error;
      if (BREAKS.includes(error.kind)) broken++;
      if (error.kind === "timeout") timeouts++;
      continue;
    }
    const { type = "" } = typeOf(source.schema, subject);
    // Without bytes there is nothing to be seen of a value; of an unnamed type each is its own.
    const key = type ? `${type} ${JSON.stringify(value)}` : `${subject.what} ${subject.name}`;
    const group = groups.get(key);
    if (group) group.subjects.push(subject);
    else groups.set(key, { source, subjects: [subject], type, value, evidence: { tried: 0, refused: 0, same: 0, isExample: false }, weight: -Infinity });
  }
  return { candidates: [...groups.values()], broken };
}

async function evidenceOf({ source, subjects, value }: Candidate, bytes: Uint8Array): Promise<Evidence> {
  const hex = toHex(bytes);
  const examples = subjects.filter(({ what, name }) => source.vectors.some((one) => one.what === what && one.name === name && one.bytes === hex && hex));
  // An example's own name comes first.
  if (examples.length) subjects.sort((one, other) => Number(examples.includes(other)) - Number(examples.includes(one)));
  const { what, name } = subjects[0]!;
  const reader = await source.reader();
  const changed = await gather(bytes, value, (copy) => reader[METHODS[what]](name, copy).catch(refusal)).catch(() => ({ tried: 0, refused: 0, same: 0 }));
  const returns = what === "input" ? await reader.encodeInput(name, value).then((again) => toHex(again) === hex, () => false) : undefined;
  return { ...changed, isExample: examples.length > 0, ...(returns !== undefined && { returns }) };
}

/** Of a driver that breaks on changed bytes nothing is concluded. */
function refusal(error: unknown): undefined {
  if (error instanceof DataDriverError && !BREAKS.includes(error.kind)) return undefined;
  throw error;
}
