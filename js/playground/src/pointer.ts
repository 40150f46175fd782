/** JSON Pointers (RFC 6901). */

/** The pointer to a member or element of what `parent` points to. */
export function child(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The keys that a pointer consists of. */
export function keys(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Whether `pointer` is `ancestor` or points to something inside of it. */
export function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

/** The longest pointer that all of these are within. */
export function commonAncestor(pointers: string[]): string {
  return pointers.reduce((common, pointer) => {
    while (!isWithin(pointer, common)) common = common.slice(0, common.lastIndexOf("/"));
    return common;
  });
}

/** The pointer in words: `keys › owner`. */
export function inWords(pointer: string): string {
  return keys(pointer)
    .map((key) => (/^\d+$/.test(key) ? String(Number(key) + 1) : key))
    .join(" › ");
}
