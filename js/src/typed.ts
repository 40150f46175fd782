/** What is loaded on demand: all that reads a driver's schema. */
export { createTypedEncoder } from "./typedEncoder.js";
export { withBigInts } from "./withBigInts.js";
