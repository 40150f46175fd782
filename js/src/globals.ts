/**
 * The platform's types that this package's own speak of: those of the program's libraries, where it has
 * them, and what is needed of them elsewhere. So a program needs neither the DOM's declarations nor Node's.
 */

/** A compiled module. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module & object : object;

/** What `fetch` gives. */
export type FetchResponse = typeof globalThis extends { Response: { prototype: infer Response } }
  ? Response
  : { readonly ok: boolean; readonly status: number; readonly url: string; arrayBuffer(): Promise<ArrayBuffer> };

/** An address. */
export type Address = typeof globalThis extends { URL: { prototype: infer URL } } ? URL : { readonly href: string };

/** What tells that nobody waits any more. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer AbortSignal } }
  ? AbortSignal
  : { readonly aborted: boolean; readonly reason: unknown };

/** A worker, of browsers or of Node, as far as a program that starts one hands it over. */
export interface AnyWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
}
