import type { Dump } from "./dump.ts";
import { inWords } from "./pointer.ts";
import { isPlace, type Owners, type Range, rangesOf } from "./ranges.ts";

/** What is said of marked bytes while none is pointed at. */
const LEGEND = "Point at either. Changing a grey byte changed nothing.";

/** What shows the places of a value: a form or a decoded value. */
interface View {
  nearest(pointer: string): string;
  showRanges(texts: Map<string, string>): void;
  highlight(pointer: string | undefined, scroll?: boolean): void;
}

/** Ties the places of a value to their bytes, in both directions. */
export class Marks {
  readonly #dump: Dump;
  readonly #view: () => View;
  readonly #label: () => string;
  readonly #say: (text: string) => void;
  #ranges = new Map<string, Range[]>();

  /** `label` names a value that is one place as a whole. */
  constructor(dump: Dump, view: () => View, label: () => string, say: (text: string) => void) {
    this.#dump = dump;
    this.#view = view;
    this.#label = label;
    this.#say = say;
  }

  /** Marks what the bytes are for, as far as it is known. */
  show(owners: Owners | undefined): void {
    const view = this.#view();
    // Bytes of a place that has no field are those of the field around it.
    const shown = owners?.map((owner) => (isPlace(owner) ? view.nearest(owner) : owner));
    this.#ranges = new Map([...rangesOf(shown ?? [])].filter(([owner]) => isPlace(owner)));
    view.showRanges(new Map([...this.#ranges].map(([pointer, runs]) => [pointer, inNumbers(runs)])));
    this.#dump.mark(shown);
    this.point(undefined);
  }

  /** Marks a place's field and its bytes, and brings the other one of them into view. */
  point(pointer: string | undefined, from?: "value" | "bytes"): void {
    this.#view().highlight(pointer, from === "bytes");
    this.#dump.highlight(pointer, from === "value");
    const runs = pointer === undefined ? undefined : this.#ranges.get(pointer);
    this.#say(runs ? `${inNumbers(runs)}: ${inWords(pointer!) || this.#label()}` : this.#ranges.size ? LEGEND : "");
  }
}

/** `bytes 8–199`, the last one included. */
function inNumbers(runs: Range[]): string {
  const texts = runs.map(([start, end]) => (end - start === 1 ? String(start) : `${start}–${end - 1}`));
  const single = runs.length === 1 && runs[0]![1] - runs[0]![0] === 1;
  const more = texts.length > 3 ? ` and ${texts.length - 2} more` : "";
  return `${single ? "byte" : "bytes"} ${(more ? texts.slice(0, 2) : texts).join(", ")}${more}`;
}
