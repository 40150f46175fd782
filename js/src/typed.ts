/** What is loaded on demand: all that reads a driver's schema, and what is seldom asked for. */
export { strictInput } from "./strictInput.js";
export { createTypedEncoder } from "./typedEncoder.js";
export { withBigInts } from "./withBigInts.js";
