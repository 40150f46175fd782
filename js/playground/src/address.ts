import { byId } from "./dom.ts";
import { type Draft, Drafts, type Step } from "./drafts.ts";
import { type Link, toFragment } from "./link.ts";
import type { Session } from "./session.ts";
import type { Subject } from "./subject.ts";
import { Timers } from "./timers.ts";

/** Pause in milliseconds after which the page's address follows. */
const LINK_AFTER = 400;

/** The longest fragment; programs that pass links on may cut off what is longer. */
const MOST_LINK = 32_000;

/** The page's address and the browser's history: a link to what is shown, and a step for each thing that was. */
export class Address {
  readonly #drafts = new Drafts();
  readonly #timers = new Timers();
  readonly #link: () => Link | undefined;
  #step: string | undefined;
  #written: string | undefined;

  /** `link` says what is shown, if that can be linked to. */
  constructor(link: () => Link | undefined) {
    this.#link = link;
  }

  /** What comes is a new step; the first one is the page's own. */
  begin(): void {
    const isFirst = this.#step === undefined;
    this.#step = this.#drafts.newId();
    if (isFirst) history.replaceState({ step: this.#step }, "");
    else history.pushState({ step: this.#step }, "");
  }

  /** Keeps what is written in the present step; the address follows soon. */
  keep(step: Step): void {
    if (this.#step === undefined) return;
    this.#drafts.keep(this.#step, step);
    this.#timers.after("link", LINK_AFTER, () => this.write());
  }

  /** What was written of a subject last. */
  latest({ key }: Session, subject: Subject): Draft | undefined {
    return this.#drafts.latest(key, subject);
  }

  /**
   * The step that the browser has gone to. Nothing where a link was followed instead, or where the page
   * was loaded anew since.
   */
  arrive(state: unknown): Step | undefined {
    this.#timers.cancel("link");
    const id = (state as { step?: string } | null)?.step;
    const step = this.#drafts.step(id);
    // The browser has made the step of a link already.
    this.#step = step && id;
    return step;
  }

  /** Whether the link is the one that the page wrote itself. */
  isWritten(link: Link): boolean {
    return toFragment(link) === this.#written;
  }

  /** Puts what is shown into the page's address, and says what is left out. */
  write(): void {
    this.#timers.cancel("link");
    const link = this.#link();
    if (!link || this.#step === undefined) return;
    this.#written = toFragment(link);
    const isTooLong = this.#written.length > MOST_LINK;
    if (isTooLong) {
      const { json, bytes, ...rest } = link;
      this.#written = toFragment(rest);
    }
    byId("share-note").textContent = isTooLong ? "The link leaves out the value, which is too long for one." : "";
    history.replaceState({ step: this.#step }, "", `#${this.#written}`);
  }
}
