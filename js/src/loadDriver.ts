import { EXPORTS } from "./abi.js";
import { compile, type DriverSource } from "./compile.js";
import type { AnyContract, ContractTypes, Given, IntegersOf } from "./contractTypes.js";
import { createDriver, type Driver } from "./driver.js";
import { DataDriverError } from "./error.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";

export interface LoadOptions {
  /**
   * What decoding gives for integers of 64 bits and more. `"bigint"` needs a driver whose schema says
   * which these are, and rejects one that does not. Default `"string"`.
   */
  integers?: "string" | "bigint";
  /** The file's hash in SRI form, `sha256-<base64>`; nothing of another file is compiled. */
  integrity?: string;
  /**
   * What the driver may use up. A `memory` given here is enforced by the engine, unless the source is
   * compiled already; the default is checked after each call.
   */
  limits?: Limits;
  /** Ends the download, or keeps what is there already from being compiled. */
  signal?: AbortSignal;
}

/**
 * Loads a driver from its bytes, a `fetch` response (also one still to come), a URL or a compiled
 * module. Drivers of the specification and deployed ones both work.
 *
 * With the types of the driver's `.d.ts`, `loadDriver<StakeContract>(url)`, names, arguments and results
 * are checked.
 *
 * Rejects with a `DataDriverError` of kind `"load"` where there is no driver to be had.
 */
export function loadDriver<Types extends ContractTypes = AnyContract>(
  source: DriverSource | Promise<Response>,
  ...options: Given<LoadOptions & IntegersOf<Types>>
): Promise<Driver<Types>>;
export async function loadDriver(source: DriverSource | Promise<Response>, options: LoadOptions = {}): Promise<Driver> {
  try {
    const module = await compile(await source, options);
    checkModule(module);
    const driver = createDriver(module, { ...DEFAULT_LIMITS, ...options.limits });
    return options.integers === "bigint" ? (await import("./withBigInts.js")).withBigInts(driver, driver.schema(), DataDriverError) : driver;
  } catch (cause) {
    throw new DataDriverError("load", (cause as Error).message, {}, cause);
  }
}

/** A driver imports nothing, so that it can reach nothing, and has the exports of the ABI. */
export function checkModule(module: WebAssembly.Module): void {
  const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
  if (imports.length) throw new Error(`drivers import nothing, this one ${imports.join(", ")}`);

  const exports = WebAssembly.Module.exports(module);
  const missing = EXPORTS.filter(
    (needed) => exports.find(({ name }) => name === needed)?.kind !== (needed === "memory" ? needed : "function"),
  );
  if (missing.length) throw new Error(`it does not export ${missing.join(", ")}`);
}
