import { integrityOf } from "./session.ts";

/** The bytes, if they are the file that was meant; rejects another. */
export async function checked(bytes: Uint8Array<ArrayBuffer>, integrity: string | undefined, label: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!integrity) return bytes;
  const found = await integrityOf(bytes);
  if (!found) throw new Error(`${label}: whether it is the right file cannot be checked, since this page was not served securely`);
  if (found !== integrity) throw new OtherFile(label, integrity, found);
  return bytes;
}

/** The file is not the one that was meant. */
export class OtherFile extends Error {
  constructor(
    label: string,
    readonly meant: string,
    readonly found: string,
  ) {
    super(`${label} is another file than the one that is meant: its integrity is ${found} and should be ${meant}`);
  }
}
