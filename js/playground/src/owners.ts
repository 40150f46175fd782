import type { DataDriverError, JsonValue } from "data-driver";
import { findOwners, type Owners } from "./ranges.ts";
import type { Session } from "./session.ts";
import { type Shape, shapeAt } from "./shape.ts";
import type { Subject } from "./subject.ts";

/** The longest value whose bytes are looked into one by one; that takes three questions for each. */
export const MOST_BYTES = 4096;

/** Kinds of errors that are not about the bytes. A driver that breaks on changed bytes is not asked again and again. */
const BREAKS = ["trap", "timeout", "bad_driver", "limit_exceeded", "host"];

const METHODS = { input: "decodeInput", output: "decodeOutput", event: "decodeEvent" } as const;

/**
 * What the bytes of the subject are for, found out on the session's second worker. Nothing where they
 * are too many or no longer wanted; rejects where the driver breaks.
 */
export async function ownersIn(
  session: Session,
  { what, name }: Subject,
  shape: Shape | undefined,
  bytes: Uint8Array,
  value: JsonValue | undefined,
  isWanted: () => boolean,
): Promise<Owners | undefined> {
  if (!bytes.length || bytes.length > MOST_BYTES) return undefined;
  const probe = await session.probe();
  const decode = (changed: Uint8Array) =>
    probe[METHODS[what]](name, changed).catch((error: DataDriverError) => {
      if (BREAKS.includes(error.kind)) throw error;
      return undefined;
    });
  const isKey = (pointer: string) => {
    const at = shape && shapeAt(shape, pointer);
    return at?.kind === "bytes" && at.encoding === "base58";
  };
  return findOwners(bytes, value ?? (await probe[METHODS[what]](name, bytes)), decode, isKey, isWanted);
}
