/** What a link to the playground holds, in its fragment, which browsers send to nobody. */
export interface Link {
  /** One of our drivers by name, another by its address, or a file that only its owner has. */
  driver?: { name: string } | { url: string; integrity?: string } | { file: string; integrity: string };
  /** Which of a function's values, or an event's data. */
  what?: "input" | "output" | "event";
  /** The function or event. */
  name?: string;
  /** The value as JSON text. */
  json?: string;
  /** The bytes in hex; in a link that somebody wrote, any text, of which the page says what is wrong. */
  bytes?: string;
}

const KINDS = ["input", "output", "event"] as const;

/** The fragment of a link, without `#`. */
export function toFragment({ driver, what, name, json, bytes }: Link): string {
  const parts = new URLSearchParams();
  if (driver && "name" in driver) parts.set("driver", driver.name);
  if (driver && "url" in driver) parts.set("url", driver.url);
  if (driver && "file" in driver) parts.set("file", driver.file);
  if (driver && "integrity" in driver && driver.integrity !== undefined) parts.set("integrity", driver.integrity);
  if (what && name !== undefined) parts.set(what, name);
  if (json !== undefined) parts.set("json", json);
  if (bytes !== undefined) parts.set("bytes", bytes);
  return parts.toString();
}

/** What a fragment says; of what it does not understand, nothing. */
export function fromFragment(fragment: string): Link {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const link: Link = {};
  const [name, url, file, integrity] = [parts.get("driver"), parts.get("url"), parts.get("file"), parts.get("integrity")];
  if (name !== null) link.driver = { name };
  else if (url !== null && /^https?:\/\//.test(url)) link.driver = { url, ...(integrity !== null && { integrity }) };
  else if (file !== null) link.driver = { file, integrity: integrity ?? "" };
  const what = KINDS.find((kind) => parts.has(kind));
  if (what) {
    link.what = what;
    link.name = parts.get(what)!;
  }
  const [json, bytes] = [parts.get("json"), parts.get("bytes")];
  if (json !== null) link.json = json;
  if (bytes !== null) link.bytes = bytes;
  return link;
}
