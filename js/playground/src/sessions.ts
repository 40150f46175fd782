import type { Link } from "./link.ts";
import { openSession, type Session } from "./session.ts";

/** The drivers that have been opened. They stay open as long as the page, so that going back to one asks nobody. */
export class Sessions {
  readonly #open = new Map<string, Promise<Session>>();

  /** One of ours, by its name, once it has been asked for. */
  ours(name: string, bytes: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Session> {
    return this.#kept(`ours ${name}`, async () => openSession(name, await bytes(), { name }));
  }

  /** A driver that somebody chose; an older one of the same file stays. */
  async other(label: string, bytes: Uint8Array<ArrayBuffer>, url?: string): Promise<Session> {
    const session = await openSession(label, bytes, url === undefined ? undefined : { url });
    const known = this.#open.get(session.key);
    if (known) {
      session.close();
      return known;
    }
    return this.#kept(session.key, () => Promise.resolve(session));
  }

  /** The one that a link names, if it is open. */
  async linked(link: NonNullable<Link["driver"]>): Promise<Session | undefined> {
    for (const opening of this.#open.values()) {
      const session = await opening.catch(() => undefined);
      const own = session?.link;
      if (!own) continue;
      if ("url" in link && "url" in own && link.url === own.url && (link.integrity ?? own.integrity) === own.integrity) return session;
      if ("file" in link && "file" in own && link.integrity && link.integrity === own.integrity) return session;
    }
    return undefined;
  }

  #kept(key: string, open: () => Promise<Session>): Promise<Session> {
    let opening = this.#open.get(key);
    if (!opening) {
      opening = open();
      // Whoever asks again tries again.
      opening.catch(() => this.#open.delete(key));
    }
    this.#open.set(key, opening);
    return opening;
  }
}
