/** How much speaks for a reading of some bytes, found out by changing the bytes. */
import type { JsonValue } from "data-driver";

/** What became of copies of the bytes, each with one change. */
export interface Evidence {
  tried: number;
  /** Copies that are not of the type. */
  refused: number;
  /** Copies that mean the same: what was changed is not used. */
  same: number;
  /** Whether encoding the value gives these bytes again; not known of results and events. */
  returns?: boolean;
  /** Whether the driver itself carries these bytes as an example. */
  isExample: boolean;
}

/** At how many places, spread evenly, the bytes are changed. */
const PLACES = 32;

/** `decode` gives nothing for bytes that are no value. */
export async function gather(
  bytes: Uint8Array,
  value: JsonValue,
  decode: (bytes: Uint8Array) => Promise<JsonValue | undefined>,
): Promise<Pick<Evidence, "tried" | "refused" | "same">> {
  const tried = Math.min(PLACES, bytes.length);
  const original = JSON.stringify(value);
  const results = await Promise.all(
    Array.from({ length: tried }, (_, index) => {
      const changed = bytes.slice();
      // Highest and lowest bits by turns: small numbers and positions have zeros above.
      changed[Math.floor((index * bytes.length) / tried)]! ^= index % 2 ? 0x01 : 0x80;
      return decode(changed);
    }),
  );
  const refused = results.filter((result) => result === undefined).length;
  const same = results.filter((result) => result !== undefined && JSON.stringify(result) === original).length;
  return { tried, refused, same };
}

/** A number by which readings are ranked. That encoding gives the bytes again is no merit, since only of arguments it can be known. */
export function weigh({ tried, refused, same, returns, isExample }: Evidence): number {
  const share = (count: number) => (tried ? count / tried : 0);
  // A few bytes are like an example's by chance.
  return (isExample ? (tried < PLACES ? 0.5 : 10) : 0) + 3 * share(refused) - 3 * share(same) - (returns === false ? 1 : 0);
}

/** Fewer bytes are of many types by chance. */
const TELLING = 4;

/** Whether hardly anything speaks for the reading but that it is there: any bytes of this length would do, or there are few. */
export function saysLittle({ tried, refused, isExample }: Evidence): boolean {
  return tried < TELLING || (!isExample && !refused);
}

/** The evidence in words. */
export function reasons({ tried, refused, same, returns, isExample }: Evidence, length: number): string {
  const found: string[] = [];
  if (isExample) found.push("an example of the driver’s own");
  if (!length) found.push("it takes no bytes");
  else if (tried && !refused && !same) found.push(`any ${length === 1 ? "byte" : `${length} bytes`} would do`);
  else if (refused) found.push(`${refused} of ${tried} changed copies would be refused`);
  if (same > tried / 2) found.push("most of the bytes would mean nothing");
  if (returns === false) found.push("the value is encoded with other bytes");
  if (returns === true && refused && !isExample) found.push("the value is encoded with just these bytes");
  return found.join(", ");
}
