/**
 * The words of a stranger: what a driver says of itself and of its errors, the names that are in its file, what an
 * engine quotes of them. They end in logs and on screens, and must neither fill nor forge them.
 */

/** The longest message of an error, its place included; in bytes of UTF-8, as all of these, which the Rust host has too. */
export const MAX_MESSAGE = 1024;
/** The longest version. */
export const MAX_VERSION = 256;
/** The longest name that a message repeats. */
export const MAX_NAME = 64;

/** Controls, and what is not seen: characters without width, and those by which text changes its direction or its line. */
const UNSEEN = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The words in one line in which all is seen, as `\u001b`, cut at a character where they are too long. */
export function shown(words: string, limit = MAX_NAME): string {
  // Each character is a byte at least.
  const line = words.slice(0, limit + 1).replace(UNSEEN, (c) => (c === "\n" ? "\\n" : c === "\t" ? "\\t" : `\\u${(c.charCodeAt(0) + 65536).toString(16).slice(1)}`));
  // Nor is one more than three, which spares the most of all texts the measuring.
  if (line.length * 3 <= limit) return line;
  const { read } = new TextEncoder().encodeInto(line, new Uint8Array(limit));
  return read < line.length ? `${line.slice(0, read)}…` : line;
}

/** An engine's error, which quotes a driver: the names of its functions, a piece of its text. */
export function tamed<Cause>(cause: Cause): Cause {
  const error = cause as Error | undefined;
  if (error?.stack) {
    error.message = shown(error.message, MAX_MESSAGE);
    error.stack = shown(error.stack, MAX_MESSAGE);
  }
  return cause;
}
