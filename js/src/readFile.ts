/** Reads a file where there are files. */
export async function readFile(url: URL): Promise<Uint8Array> {
  // Not a literal, so that bundlers for the browser do not look for it.
  const module = "node:fs/promises";
  const fs = (await import(/* @vite-ignore */ module)) as { readFile(url: URL): Promise<Uint8Array> };
  return fs.readFile(url);
}
