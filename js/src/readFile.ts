import { importNode } from "./importNode.js";

/** Reads a file where there are files. */
export async function readFile(file: URL | string): Promise<Uint8Array> {
  let fs: { readFile(file: URL | string): Promise<Uint8Array> };
  try {
    fs = await importNode("node:fs/promises");
  } catch {
    throw new Error("there are no files here; give an address that fetch takes");
  }
  return fs.readFile(file);
}
