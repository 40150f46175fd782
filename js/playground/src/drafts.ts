/** What a person has written, so that nothing is lost by looking at something else. */
import type { JsonValue } from "data-driver";
import type { Session } from "./session.ts";
import type { Subject } from "./subject.ts";

/** The state of one function's arguments or result, or of an event. */
export interface Draft {
  /** What stands in the box for bytes, as it was pasted. */
  paste: string;
  asJson: boolean;
  json: string;
  /** The places that were changed by hand. */
  touched: string[];
  /** What the form holds. */
  value?: JsonValue;
  /** Whether it is a made-up value. */
  isSample?: true;
}

/** What one step of the browser's history shows. */
export interface Step {
  driver: string;
  session: Session;
  isPicked: boolean;
  subject: Subject;
  draft: Draft;
}

/** How many steps are remembered with all that was written. */
const MOST = 200;

export class Drafts {
  readonly #steps = new Map<string, Step>();
  readonly #latest = new Map<string, Draft>();
  #count = 0;

  /** An id for a step of the history, of which a page that is loaded again knows nothing. */
  newId(): string {
    return `${performance.timeOrigin}-${++this.#count}`;
  }

  keep(id: string, step: Step): void {
    this.#steps.delete(id);
    this.#steps.set(id, step);
    this.#latest.set(keyOf(step.driver, step.subject), step.draft);
    for (const oldest of this.#steps.keys()) {
      if (this.#steps.size <= MOST) break;
      this.#steps.delete(oldest);
    }
  }

  step(id: string | undefined): Step | undefined {
    return id === undefined ? undefined : this.#steps.get(id);
  }

  /** What was written there last. */
  latest(driver: string, subject: Subject): Draft | undefined {
    return this.#latest.get(keyOf(driver, subject));
  }
}

function keyOf(driver: string, { what, name }: Subject): string {
  return JSON.stringify([driver, what, name]);
}
