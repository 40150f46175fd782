import { DataDriverError } from "./error.js";

/** A contract's id in the one form, lower-case hex without `0x`; throws where it is none. */
export function contractId(id: string): string {
  if (typeof id !== "string" || !/^(0x)?([0-9a-f]{2}){1,64}$/i.test(id) || id.startsWith("0X")) {
    const found = typeof id === "string" ? JSON.stringify(id.slice(0, 128)) : typeof id;
    throw new DataDriverError("load", `expected the id of a contract, 1 to 64 bytes in hex, found ${found}`);
  }
  return id.toLowerCase().replace(/^0x/, "");
}
