import type { DriverSource } from "./compile.js";
import type { AnyContract, ContractTypes, FormWith } from "./contractTypes.js";
import type { Driver } from "./driver.js";
import { DataDriverError, loadFailure } from "./error.js";
import type { Address, FetchResponse, Signal } from "./globals.js";
import { loadDriver } from "./loadDriver.js";
import type { LoadOptions } from "./loadOptions.js";
import { checkLoadOptions, checkObject, checkPositive, refuseOthers } from "./options.js";

/** Where a driver comes from, and what it has to be. */
export interface RegistryEntry extends Pick<LoadOptions, "integrity"> {
  /** What to load; a function is asked each time the driver is not at hand. A response can be read once only, so give a function. */
  source: Exclude<DriverSource, FetchResponse> | (() => DriverSource | Promise<DriverSource>);
  /** The version that the driver must have. */
  version?: string | undefined;
}

/** A JSON manifest: contract id or alias to the driver's address, which may be relative to the manifest's. */
export type RegistryManifest = Record<string, { url: string; integrity?: string; version?: string }>;

export interface RegistryOptions extends Omit<LoadOptions, "integrity" | "signal"> {
  /** How many loaded drivers are kept; the one that was not asked for the longest goes first. Default 32. */
  keep?: number | undefined;
}

/**
 * Drivers by contract id or alias, each loaded when it is first asked for, once however many ask. A
 * contract id may be written with or without `0x` and in any case.
 */
export class DriverRegistry<Integers extends "string" | "bigint" = "string"> {
  readonly #entries = new Map<string, RegistryEntry>();
  /** In the order of their last use. */
  readonly #loaded = new Map<string, Promise<Driver>>();
  readonly #keep: number;
  readonly #options: LoadOptions;

  constructor(options: RegistryOptions & { integers?: Integers } = {}) {
    asLoadFailure("", () => checkLoadOptions(options, "keep"));
    const { keep = 32, ...others } = options;
    asLoadFailure("", () => checkPositive("keep", keep));
    this.#keep = keep;
    this.#options = others;
  }

  /** A registry of what a manifest lists; its relative addresses are resolved against `base`. */
  static fromManifest<Integers extends "string" | "bigint" = "string">(
    manifest: RegistryManifest,
    base?: string | Address,
    options?: RegistryOptions & { integers?: Integers },
  ): DriverRegistry<Integers> {
    const registry = new DriverRegistry(options);
    asLoadFailure("the manifest: ", () => checkObject("", manifest));
    for (const [key, entry] of Object.entries(manifest)) {
      asLoadFailure(`the manifest's entry ${key}: `, () => {
        refuseOthers("member", entry, ["url", "integrity", "version"]);
        const { url, ...pin } = entry;
        registry.set(key, { source: toUrl(url, base), ...pin });
      });
    }
    return registry;
  }

  /** Says where a driver comes from. One that was loaded under this key before is forgotten. */
  set(key: string, entry: RegistryEntry | RegistryEntry["source"]): this {
    const name = normal(key);
    const isEntry = typeof entry === "object" && entry && "source" in entry;
    // A misspelt pin would be none.
    if (isEntry) asLoadFailure(`the registry's entry ${key}: `, () => refuseOthers("member", entry, ["source", "integrity", "version"]));
    this.#entries.set(name, isEntry ? entry : { source: entry });
    this.#loaded.delete(name);
    return this;
  }

  /** Whether the registry knows where the driver comes from. */
  has(key: string): boolean {
    return this.#entries.has(normal(key));
  }

  /** The keys that it knows. */
  keys(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** Forgets the driver and where it comes from. */
  delete(key: string): boolean {
    this.#loaded.delete(normal(key));
    return this.#entries.delete(normal(key));
  }

  /**
   * The driver of a contract. A load that failed is forgotten, so that the next call tries again. The
   * signal ends this caller's wait, not the load that others may wait for too.
   */
  async get<Types extends ContractTypes & { form?: FormWith<Integers> } = AnyContract<FormWith<Integers>>>(key: string, options: Pick<LoadOptions, "signal"> = {}): Promise<Driver<Types>> {
    asLoadFailure("", () => refuseOthers("option", options, ["signal"]));
    const { signal } = options;
    if (signal?.aborted) throw signal.reason;
    const name = normal(key);
    const entry = this.#entries.get(name);
    if (!entry) throw new DataDriverError("load", `the registry has no driver for ${key}`);
    const loading = this.#loaded.get(name) ?? this.#load(name, entry);
    // To the end of the order.
    this.#loaded.delete(name);
    this.#loaded.set(name, loading);
    this.#evict();
    return (signal ? orAborted(loading, signal) : loading) as Promise<Driver<Types>>;
  }

  #load(name: string, entry: RegistryEntry): Promise<Driver> {
    const loading = load(entry, this.#options);
    loading.catch(() => {
      if (this.#loaded.get(name) === loading) this.#loaded.delete(name);
    });
    return loading;
  }

  #evict(): void {
    for (const name of this.#loaded.keys()) {
      if (this.#loaded.size <= this.#keep) return;
      this.#loaded.delete(name);
    }
  }
}

async function load({ source, integrity, version }: RegistryEntry, options: LoadOptions): Promise<Driver> {
  const given = typeof source === "function" ? await source() : source;
  const driver = await loadDriver(given, integrity === undefined ? options : { ...options, integrity });
  const found = version === undefined ? version : driver.version();
  if (found !== version) {
    throw new DataDriverError("load", `the driver is not of the wanted version: expected ${version}, found ${found}`);
  }
  return driver;
}

/** What is awaited, or the signal's reason if that comes first. */
function orAborted<T>(awaited: Promise<T>, signal: Signal): Promise<T> {
  const events = signal as AbortSignal;
  let abort: () => void;
  const aborted = new Promise<never>((_, reject) => {
    events.addEventListener("abort", (abort = () => reject(events.reason as Error)));
  });
  return Promise.race([aborted, awaited]).finally(() => events.removeEventListener("abort", abort));
}

function toUrl(url: string, base?: string | Address): URL {
  try {
    return new URL(url, (base as string | URL | undefined) ?? globalThis.document?.baseURI);
  } catch (cause) {
    throw new Error(`${JSON.stringify(url)} is no address${base === undefined ? "; a relative one needs the manifest's own" : ` relative to ${base}`}`, { cause });
  }
}

function asLoadFailure(place: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    throw loadFailure(cause, place);
  }
}

/** A contract id in one form; any other key stays as it is. */
function normal(key: string): string {
  return /^(0x)?[0-9a-f]{64}$/i.test(key) ? key.toLowerCase().replace(/^0x/, "") : key;
}
