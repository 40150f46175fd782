/** Whether these tests run in a browser, which has the same engine as Node, where they run as well, and starts instances and workers slower. */
export const IN_BROWSER = "document" in globalThis;

/** More than a thread has room for instances, in Node many times more. */
export const MANY = IN_BROWSER ? 1_000 : 10_000;
