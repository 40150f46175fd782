/** Throws unless the bytes are those that the SRI text (`sha256-…`, or 384 or 512) stands for. */
export async function verifyIntegrity(bytes: Uint8Array, integrity: string): Promise<void> {
  const [, algorithm] = /^sha(256|384|512)-[A-Za-z0-9+/]+=*$/.exec(integrity) ?? [];
  // Browsers ignore what they do not know; a pin that checks nothing is worse than an error.
  if (!algorithm) throw new Error(`the integrity ${integrity} is not of the form sha256-<base64>`);
  const { subtle } = crypto;
  if (!subtle) throw new Error("the integrity cannot be checked: pages that are not served securely have no SHA-256");
  const hash = new Uint8Array(await subtle.digest(`SHA-${algorithm}`, bytes as BufferSource));
  const found = `sha${algorithm}-${btoa(String.fromCharCode(...hash))}`;
  if (found !== integrity) throw new Error(`the driver is not the pinned one: expected ${integrity}, found ${found}`);
}
