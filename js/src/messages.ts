/** What a thread and its worker say to each other. */
import type { Driver } from "./driver.js";
import type { WasmModule } from "./globals.js";
import type { AllLimits } from "./limits.js";
import type { LoadOptions } from "./loadOptions.js";

/** What comes to the worker: the driver first, calls then. */
export type Request = { module: WasmModule; limits: AllLimits; integers?: LoadOptions["integers"]; strict?: LoadOptions["strict"] } | { method: keyof Driver; args: unknown[] };

/** What goes back, one for each request, and one before the first. */
export type Reply = { value?: unknown } | { error: Record<string, unknown>; cause?: unknown };
