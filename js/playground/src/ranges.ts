import type { JsonValue } from "data-driver";
import { differences } from "./difference.ts";
import { commonAncestor } from "./pointer.ts";

/**
 * What each byte of an encoded value is for: a pointer to the one place of the value that it is part of,
 * `"unused"` where no change of it changed the value, or `"unknown"`.
 */
export type Owners = string[];

/** No pointer: all of them are empty or start with a slash. */
export const UNUSED = "unused";
export const UNKNOWN = "unknown";

/** How each byte is changed: its lowest bit, its highest bit and all of them the other way round. */
const CHANGES = [0x01, 0x80, 0xff];

/** How many questions are on their way at a time. */
const AT_A_TIME = 192;

/**
 * Finds out what each byte is for by changing it and looking at what becomes of the decoded value. So
 * it needs no knowledge of the format, and claims nothing that was not seen.
 *
 * `decode` gives nothing for bytes that are no value; an error of it ends the search. `isOnePiece` says
 * of which places the bytes stand together.
 */
export async function findOwners(
  bytes: Uint8Array,
  value: JsonValue,
  decode: (bytes: Uint8Array) => Promise<JsonValue | undefined>,
  isOnePiece: (pointer: string) => boolean,
  isWanted: () => boolean = () => true,
): Promise<Owners | undefined> {
  const owners: Owners = [];
  const perBatch = AT_A_TIME / CHANGES.length;
  for (let start = 0; start < bytes.length; start += perBatch) {
    const batch = Array.from({ length: Math.min(perBatch, bytes.length - start) }, (_, i) => ownerOf(bytes, start + i, value, decode));
    owners.push(...(await Promise.all(batch)));
    if (!isWanted()) return undefined;
  }
  return joined(owners, isOnePiece);
}

async function ownerOf(
  bytes: Uint8Array,
  at: number,
  value: JsonValue,
  decode: (bytes: Uint8Array) => Promise<JsonValue | undefined>,
): Promise<string> {
  const results = await Promise.all(
    CHANGES.map((change) => {
      const changed = bytes.slice();
      changed[at]! ^= change;
      return decode(changed);
    }),
  );
  const places = results.flatMap((result) => (result === undefined ? [] : differences(value, result)));
  if (places.length) return commonAncestor(places);
  return results.includes(undefined) ? UNKNOWN : UNUSED;
}

/**
 * Fills the gaps in places that are in one piece, keys and signatures: their text holds half of a
 * curve's point and one bit of the other half, most of whose bytes have no effect of their own.
 */
function joined(owners: Owners, isOnePiece: (pointer: string) => boolean): Owners {
  const result = owners.slice();
  let last = 0;
  owners.forEach((owner, at) => {
    if (owner === UNUSED) return;
    if (owners[last] === owner && isPlace(owner) && isOnePiece(owner)) result.fill(owner, last, at);
    last = at;
  });
  return result;
}

/** Whether it is a place in the value, and not all of it. */
export function isPlace(owner: string): boolean {
  return owner.startsWith("/");
}

/** A run of bytes, its end not included. */
export type Range = readonly [start: number, end: number];

/** The runs of bytes of each owner, in the order of the bytes. */
export function rangesOf(owners: Owners): Map<string, Range[]> {
  const ranges = new Map<string, Range[]>();
  for (let start = 0; start < owners.length; ) {
    let end = start + 1;
    while (owners[end] === owners[start]) end++;
    const owner = owners[start]!;
    ranges.set(owner, [...(ranges.get(owner) ?? []), [start, end]]);
    start = end;
  }
  return ranges;
}
