import { h } from "./dom.ts";
import { isWithin } from "./pointer.ts";
import { isPlace, type Owners, UNUSED } from "./ranges.ts";
import { scrollInside } from "./scroll.ts";
import { SHADES, shadesOf } from "./shades.ts";

/** How many bytes are shown; the others can be copied. */
const SHOWN = 4096;

/** How far a key moves the cursor. */
const STEPS: Record<string, (width: number) => number> = { ArrowLeft: () => -1, ArrowRight: () => 1, ArrowUp: (width) => -width, ArrowDown: (width) => width };

/** Bytes in hex, in rows as wide as there is room for, with those of a place marked. */
export class Dump {
  readonly element = h("div", { className: "dump mono", tabIndex: 0, role: "group" });
  #bytes = new Uint8Array();
  #owners: Owners | undefined;
  #cells: HTMLElement[] = [];
  #letters: HTMLElement[] = [];
  #width = 16;
  #pointed: string | undefined;
  /** The byte that the arrow keys are at. */
  #cursor: number | undefined;
  readonly #onPoint: (pointer: string | undefined) => void;

  /** `onPoint` hears which place a person points at, by the place's bytes. */
  constructor(onPoint: (pointer: string | undefined) => void) {
    this.#onPoint = onPoint;
    new ResizeObserver(([entry]) => {
      // Offset, 16 bytes and 16 letters in the width of a character.
      const width = entry!.contentRect.width >= 528 ? 16 : 8;
      if (width === this.#width) return;
      this.#width = width;
      this.#render();
    }).observe(this.element);
    this.element.addEventListener("pointerover", ({ target }) => {
      const { at } = (target as HTMLElement).dataset;
      onPoint(at === undefined ? undefined : this.#placeAt(Number(at)));
    });
    this.element.addEventListener("pointerleave", () => onPoint(undefined));
    this.element.addEventListener("keydown", (event) => this.#move(event));
    this.element.addEventListener("focusout", () => {
      this.#setCursor(undefined);
      onPoint(undefined);
    });
  }

  show(bytes: Uint8Array): void {
    this.#bytes = bytes.slice();
    this.#owners = undefined;
    this.#render();
  }

  /** Marks what the bytes are for. */
  mark(owners: Owners | undefined): void {
    this.#owners = owners;
    const shades = shadesOf(owners ?? []);
    this.#cells.forEach((cell, at) => {
      const owner = owners?.[at];
      const shade = owner === undefined ? undefined : shades.get(owner);
      for (let i = 0; i < SHADES; i++) cell.classList.toggle(`shade-${i}`, shade === i);
      cell.classList.toggle("unused", owner === UNUSED);
    });
    this.highlight(this.#pointed);
  }

  /** Marks the bytes of a place and brings the first into view. */
  highlight(pointer: string | undefined, scroll = false): void {
    this.#pointed = pointer;
    let first: HTMLElement | undefined;
    this.#cells.forEach((cell, at) => {
      const owner = this.#owners?.[at];
      const isChosen = pointer !== undefined && pointer !== "" && owner !== undefined && isPlace(owner) && isWithin(owner, pointer);
      cell.classList.toggle("active", isChosen);
      this.#letters[at]!.classList.toggle("active", isChosen);
      if (isChosen) first ??= cell;
    });
    if (scroll && first) scrollInside(this.element, first.parentElement!.parentElement!);
  }

  #placeAt(at: number): string | undefined {
    const owner = this.#owners?.[at];
    return owner !== undefined && isPlace(owner) ? owner : undefined;
  }

  #move(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    const last = this.#cells.length - 1;
    if (last < 0 || ctrlKey || metaKey || altKey) return;
    const step = STEPS[key]?.(this.#width);
    let next: number;
    if (step !== undefined) next = this.#cursor === undefined ? 0 : this.#cursor + step;
    else if (key === "Home") next = 0;
    else if (key === "End") next = last;
    else return;
    event.preventDefault();
    if (next < 0 || next > last) return;
    this.#setCursor(next);
    scrollInside(this.element, this.#cells[next]!.parentElement!.parentElement!);
    this.#onPoint(this.#placeAt(next));
  }

  #setCursor(at: number | undefined): void {
    if (this.#cursor !== undefined) this.#cells[this.#cursor]?.classList.remove("cursor");
    this.#cursor = at;
    if (at !== undefined) this.#cells[at]?.classList.add("cursor");
  }

  #render(): void {
    const shown = this.#bytes.subarray(0, SHOWN);
    this.#cursor = undefined;
    this.#cells = Array.from(shown, (byte, at) => h("span", { dataset: { at: String(at) } }, byte.toString(16).padStart(2, "0")));
    this.#letters = Array.from(shown, (byte, at) => h("span", { dataset: { at: String(at) } }, byte > 32 && byte < 127 ? String.fromCharCode(byte) : "·"));
    const rows: HTMLElement[] = [];
    for (let start = 0; start < shown.length; start += this.#width) {
      const hex = h("span", { className: "cells" }, ...this.#cells.slice(start, start + this.#width));
      const text = h("span", { className: "letters", "aria-hidden": true }, ...this.#letters.slice(start, start + this.#width));
      rows.push(h("div", { className: "line" }, h("span", { className: "offset" }, start.toString(16).padStart(4, "0")), hex, text));
    }
    const more = this.#bytes.length - shown.length;
    if (more > 0) rows.push(h("p", { className: "more" }, `… and ${more.toLocaleString("en")} more, which are copied with the others`));
    this.element.dataset.width = String(this.#width);
    this.element.setAttribute("aria-label", `Hex dump of ${this.#bytes.length} bytes; arrow keys go from byte to byte`);
    this.element.replaceChildren(...rows);
    if (this.#owners) this.mark(this.#owners);
  }
}
