export type { DriverSource } from "./compile.js";
export type { Bytes, Driver } from "./driver.js";
export { DataDriverError, type ErrorFacts, type ErrorKind } from "./error.js";
export type { JsonInput, JsonValue } from "./json.js";
export type { Limits } from "./limits.js";
export { loadDriver, type LoadOptions } from "./loadDriver.js";
