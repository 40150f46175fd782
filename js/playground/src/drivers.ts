/** The drivers that the page comes with. */
import { checked } from "./checked.ts";

/** One of them, as the build lists it. */
export interface Ours {
  name: string;
  /** What its contract calls itself. */
  title: string;
  /** The first sentence of its documentation. */
  doc: string;
  file: string;
  integrity: string;
}

/** Our drivers, all of which start to load at once, so that the page needs no network later. */
export class Drivers {
  readonly #loading = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  private constructor(readonly all: readonly Ours[]) {}

  static async list(): Promise<Drivers> {
    const drivers = new Drivers((await (await fetched("drivers.json")).json()) as Ours[]);
    for (const { name } of drivers.all) drivers.bytes(name).catch(() => undefined);
    return drivers;
  }

  get(name: string): Ours | undefined {
    return this.all.find((one) => one.name === name);
  }

  bytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    let loading = this.#loading.get(name);
    if (!loading) {
      const ours = this.get(name);
      if (!ours) return Promise.reject(new Error(`there is no driver ${name} here`));
      loading = fetched(ours.file).then(async (response) => checked(new Uint8Array(await response.arrayBuffer()), isSecureContext ? ours.integrity : undefined, ours.file));
      this.#loading.set(name, loading);
      // Whoever asks again tries again.
      loading.catch(() => this.#loading.delete(name));
    }
    return loading;
  }
}

/** What is at an address; rejects where there is nothing. */
export async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}`);
  return response;
}
