import { compile, type DriverSource } from "./compile.js";
import type { AnyContract, ContractTypes, Given, IntegersOf } from "./contractTypes.js";
import { createDriver, type Driver } from "./driver.js";
import { loadFailure } from "./error.js";
import type { AsBigInts } from "./form.js";
import type { FetchResponse, WasmModule } from "./globals.js";
import { allLimits } from "./limits.js";
import type { LoadOptions } from "./loadOptions.js";
import { MAX_MESSAGE, shown } from "./words.js";

/**
 * Loads a driver from its address, its bytes, a `fetch` response (also one still to come) or a compiled
 * module. A text is an address as `fetch` takes it, relative to the page; where there is no page, as in
 * Node, it may also be the path of a file. Drivers of the specification and deployed ones both work.
 *
 * With the types of the driver's `.d.ts`, `loadDriver<StakeContract>(url)`, names, arguments and results
 * are checked.
 *
 * Rejects with a `DataDriverError` of kind `"load"` where there is no driver to be had.
 */
export function loadDriver(
  source: DriverSource | Promise<FetchResponse>,
  options: LoadOptions & { integers: "bigint" },
): Promise<Driver<AnyContract<AsBigInts>>>;
export function loadDriver<Types extends ContractTypes = AnyContract>(
  source: DriverSource | Promise<FetchResponse>,
  ...options: Given<LoadOptions & IntegersOf<Types>>
): Promise<Driver<Types>>;
export async function loadDriver(source: DriverSource | Promise<FetchResponse>, options: LoadOptions = {}): Promise<Driver | Driver<AnyContract<AsBigInts>>> {
  try {
    const [module, typed] = await Promise.all([compile(source, options), import("./typed.js")]);
    checkModule(module);
    const loaded = createDriver(module, allLimits(options.limits), typed);
    const driver = options.strict ? typed.strictInput(loaded) : loaded;
    return options.integers === "bigint" ? typed.withBigInts(driver) : driver;
  } catch (cause) {
    throw loadFailure(cause);
  }
}

/** What a driver of either dialect exports: its memory and these functions. */
const EXPORTS =
  "memory alloc dealloc encode_input_fn decode_input_fn decode_output_fn decode_event get_schema get_version get_last_error".split(" ");

/** A driver imports nothing, so that it can reach nothing, and has the exports of the ABI. */
export function checkModule(module: WasmModule): void {
  const imports = WebAssembly.Module.imports(module as WebAssembly.Module).map(({ module, name }) => `${shown(module)}.${shown(name)}`);
  if (imports.length) throw new Error(`drivers import nothing, this one ${shown(imports.join(", "), MAX_MESSAGE)}`);

  const exports = WebAssembly.Module.exports(module as WebAssembly.Module);
  const missing = EXPORTS.filter(
    (needed) => exports.find(({ name }) => name === needed)?.kind !== (needed === "memory" ? needed : "function"),
  );
  if (missing.length) throw new Error(`it does not export ${missing.join(", ")}`);
}
