/** A version of SemVer 2.0.0, as far as its order needs it. */
export interface SemanticVersion {
  /** Major, minor, patch. */
  numbers: bigint[];
  /** The parts of a pre-release, in their order; none where it is a release. */
  preRelease: string[];
}

const NUMBER = "(0|[1-9][0-9]*)";
const PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PART}(?:\\.${PART})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);

/** Larger numbers the Rust host does not read. */
const MAX_NUMBER = 2n ** 64n - 1n;

/** Reads a version; nothing where it is none. */
export function semanticVersion(text: string): SemanticVersion | undefined {
  const [, major, minor, patch, preRelease] = VERSION.exec(text) ?? [];
  if (major === undefined) return undefined;
  const numbers = [major, minor!, patch!].map(BigInt);
  if (numbers.some((number) => number > MAX_NUMBER)) return undefined;
  return { numbers, preRelease: preRelease?.split(".") ?? [] };
}

/** Negative where the first one is older, 0 where neither is; what stands behind a `+` makes none older. */
export function compareVersions(a: SemanticVersion, b: SemanticVersion): number {
  for (const [index, number] of a.numbers.entries()) {
    if (number !== b.numbers[index]) return number < b.numbers[index]! ? -1 : 1;
  }
  // What comes before a release is older than it.
  if (!a.preRelease.length || !b.preRelease.length) return b.preRelease.length - a.preRelease.length;
  for (const [index, part] of a.preRelease.entries()) {
    const other = b.preRelease[index];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order) return order;
  }
  return a.preRelease.length - b.preRelease.length;
}

/** Numbers by their size and in front of words, words by their characters' numbers. */
function compareParts(a: string, b: string): number {
  const [x, y] = [a, b].map((part) => (/^[0-9]+$/.test(part) ? BigInt(part) : undefined));
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0;
  if (x !== undefined || y !== undefined) return x !== undefined ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
