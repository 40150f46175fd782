import { EXPORTS } from "./abi.js";
import { compile, type DriverSource } from "./compile.js";
import { createDriver, type Driver } from "./driver.js";
import { DataDriverError } from "./error.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";

export interface LoadOptions {
  /** What the driver may use up. */
  limits?: Limits;
}

/**
 * Loads a driver from its bytes, a `fetch` response (also one still to come), a URL or a compiled
 * module. Drivers of the specification and deployed ones both work.
 *
 * Rejects with a `DataDriverError` of kind `"load"` where there is no driver to be had.
 */
export async function loadDriver(source: DriverSource | Promise<Response>, options: LoadOptions = {}): Promise<Driver> {
  try {
    const module = await compile(await source);
    check(module);
    return createDriver(module, { ...DEFAULT_LIMITS, ...options.limits });
  } catch (cause) {
    throw new DataDriverError("load", (cause as Error).message, {}, cause);
  }
}

/** A driver imports nothing, so that it can reach nothing, and has the exports of the ABI. */
function check(module: WebAssembly.Module): void {
  const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
  if (imports.length) throw new Error(`it imports ${imports.join(", ")}, and drivers import nothing`);

  const exports = WebAssembly.Module.exports(module);
  const missing = EXPORTS.filter(
    (needed) => exports.find(({ name }) => name === needed)?.kind !== (needed === "memory" ? needed : "function"),
  );
  if (missing.length) throw new Error(`it does not export ${missing.join(", ")}`);
}
