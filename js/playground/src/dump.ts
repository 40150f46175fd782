import { h } from "./dom.ts";
import { isWithin } from "./pointer.ts";
import { isPlace, type Owners, UNUSED } from "./ranges.ts";

/** How many bytes are shown; the others can be copied. */
const SHOWN = 4096;

/** Bytes in hex, in rows as wide as there is room for, with those of a place marked. */
export class Dump {
  readonly element = h("div", { className: "dump mono", tabIndex: 0, role: "group" });
  #bytes = new Uint8Array();
  #owners: Owners | undefined;
  #cells: HTMLElement[] = [];
  #letters: HTMLElement[] = [];
  #width = 16;
  #pointed: string | undefined;

  /** `onPoint` hears which place the pointer is on, by the place's bytes. */
  constructor(onPoint: (pointer: string | undefined) => void) {
    new ResizeObserver(([entry]) => {
      // Offset, 16 bytes and 16 letters in the width of a character.
      const width = entry!.contentRect.width >= 528 ? 16 : 8;
      if (width === this.#width) return;
      this.#width = width;
      this.#render();
    }).observe(this.element);
    this.element.addEventListener("pointerover", ({ target }) => {
      const { at } = (target as HTMLElement).dataset;
      const owner = at === undefined ? undefined : this.#owners?.[Number(at)];
      onPoint(owner !== undefined && isPlace(owner) ? owner : undefined);
    });
    this.element.addEventListener("pointerleave", () => onPoint(undefined));
  }

  show(bytes: Uint8Array): void {
    this.element.classList.remove("stale");
    this.#bytes = bytes.slice();
    this.#owners = undefined;
    this.#render();
  }

  /** Leaves the bytes where they are, so that nothing moves, and shows that they are not the value's any more. */
  fade(): void {
    this.mark(undefined);
    this.element.classList.add("stale");
  }

  /** Marks what the bytes are for; `order` are the places in the order of the value. */
  mark(owners: Owners | undefined): void {
    this.#owners = owners;
    // Neighbours differ in their shade.
    const shades = new Map<string, number>();
    for (const owner of owners ?? []) if (isPlace(owner) && !shades.has(owner)) shades.set(owner, shades.size % 2);
    this.#cells.forEach((cell, at) => {
      const owner = owners?.[at];
      const shade = owner === undefined ? undefined : shades.get(owner);
      cell.classList.toggle("shade-0", shade === 0);
      cell.classList.toggle("shade-1", shade === 1);
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
    if (!scroll || !first) return;
    const row = first.parentElement!.parentElement!;
    const { top, bottom } = row.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) this.element.scrollTop += top - box.top - box.height / 3;
  }

  #render(): void {
    const shown = this.#bytes.subarray(0, SHOWN);
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
    this.element.setAttribute("aria-label", `Hex dump of ${this.#bytes.length} bytes`);
    this.element.replaceChildren(...rows);
    if (this.#owners) this.mark(this.#owners);
  }
}
