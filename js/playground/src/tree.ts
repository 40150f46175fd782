import type { JsonValue } from "data-driver";
import { copies } from "./copy.ts";
import { h, newId, prose } from "./dom.ts";
import { child } from "./pointer.ts";
import { scrollInside } from "./scroll.ts";
import { type Shape, typeName, variantIn } from "./shape.ts";
import { grouped, inUnit } from "./units.ts";

/** Characters that stand beside a name at most. */
const LONG = 32;

interface Row {
  element: HTMLElement;
  /** The line itself, without those inside of it. */
  head: HTMLElement;
  range: HTMLElement;
  /** What is copied. */
  text: string;
}

/** A text to be read, and the value itself where that is written another way. */
interface Literal {
  text: string;
  raw?: string;
}

/** A decoded value, to be read: a line for each of its places, by JSON Pointer. Arrow keys go from line to line. */
export class Tree {
  readonly element = h("div", { className: "tree", role: "tree", "aria-label": "Decoded value" });
  readonly #rows = new Map<string, Row>();

  constructor() {
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("focusin", ({ target }) => this.#rove(target as HTMLElement));
  }

  show(shape: Shape, label: string, value: JsonValue): void {
    this.#rows.clear();
    this.element.replaceChildren(this.#row(label, shape, value, "", 1));
    this.#rows.get("")!.head.tabIndex = 0;
    this.element.scrollTop = 0;
  }

  clear(): void {
    this.#rows.clear();
    this.element.replaceChildren();
  }

  /** The place itself, or the nearest around it that has a line. */
  nearest(pointer: string): string {
    while (pointer && !this.#rows.has(pointer)) pointer = pointer.slice(0, pointer.lastIndexOf("/"));
    return pointer;
  }

  showRanges(texts: Map<string, string>): void {
    for (const [pointer, { range }] of this.#rows) range.textContent = texts.get(pointer) ?? "";
  }

  highlight(pointer: string | undefined, scroll = false): void {
    const chosen = pointer === undefined ? undefined : this.nearest(pointer);
    for (const [at, { element }] of this.#rows) element.classList.toggle("pointed", at !== "" && at === chosen);
    if (scroll && chosen) scrollInside(this.element.parentElement!, this.#rows.get(chosen)!.head);
  }

  #onKey(event: KeyboardEvent): void {
    const rows = [...this.#rows.values()];
    const at = rows.findIndex(({ head }) => head === document.activeElement);
    if (at < 0) return;
    const { element, head } = rows[at]!;
    const { key, ctrlKey, metaKey, altKey } = event;
    if ((ctrlKey || metaKey) && key.toLowerCase() === "c") {
      // What is selected goes first.
      if (getSelection()?.isCollapsed) head.querySelector<HTMLButtonElement>(".copy")?.click();
      return;
    }
    if (ctrlKey || metaKey || altKey) return;
    const next = {
      ArrowDown: () => rows[at + 1]?.head,
      ArrowUp: () => rows[at - 1]?.head,
      ArrowRight: () => element.querySelector<HTMLElement>(".body [role=treeitem]"),
      ArrowLeft: () => element.parentElement?.closest(".row")?.querySelector<HTMLElement>("[role=treeitem]"),
      Home: () => rows[0]!.head,
      End: () => rows.at(-1)!.head,
    }[key];
    if (!next) return;
    event.preventDefault();
    next()?.focus();
  }

  /** The line that has the focus is the one that Tab comes back to. */
  #rove(target: HTMLElement): void {
    const item = target.closest<HTMLElement>("[role=treeitem]");
    if (!item) return;
    for (const { head } of this.#rows.values()) head.tabIndex = head === item ? 0 : -1;
  }

  #row(name: string, shape: Shape, value: JsonValue, pointer: string, level: number, doc = shape.doc): HTMLElement {
    const range = h("span", { className: "range" });
    const head = h("div", { className: "head", tabIndex: -1, role: "treeitem", "aria-level": String(level) });
    const row: Row = { element: h("div", { className: "row", role: "none", dataset: { pointer } }, head), head, range, text: "" };
    // A line is known before those inside of it.
    this.#rows.set(pointer, row);
    const inner = this.#inside(shape, value, pointer, level + 1);
    const isLeaf = !Array.isArray(inner);
    row.text = typeof value === "string" ? value : JSON.stringify(value, null, isLeaf ? 0 : 2);
    const copy = h("button", { type: "button", className: "copy", tabIndex: -1, "aria-label": `Copy ${name}` }, "Copy");
    copies(copy, () => row.text);
    head.append(
      h("span", { className: "label", ...(doc && { title: doc.replaceAll("`", "") }) }, name),
      ...(isLeaf ? literals(inner) : [h("span", { className: "type" }, typeName(shape))]),
      copy,
      range,
    );
    if (!isLeaf) {
      const id = newId("inside");
      head.setAttribute("aria-expanded", "true");
      head.setAttribute("aria-owns", id);
      row.element.append(h("div", { className: "body", role: "group", id }, ...inner));
    }
    return row.element;
  }

  /** Its text, or the lines of what it consists of. */
  #inside(shape: Shape, value: JsonValue, pointer: string, level: number): Literal | HTMLElement[] {
    if (shape.kind === "option") return value === null ? { text: "none" } : this.#inside(shape.inner(), value, pointer, level);
    if (shape.kind === "choice") {
      // What is decoded is none of those that are taken only.
      const variant = variantIn(shape.variants.filter(({ writeOnly }) => !writeOnly), value);
      if (!variant?.content) return { text: variant?.name ?? JSON.stringify(value) };
      const content = variant.content();
      if (variant.bare) return this.#inside(content, value, pointer, level);
      if (variant.tag === undefined) {
        return [this.#row(variant.name, content, (value as Record<string, JsonValue>)[variant.name]!, child(pointer, variant.name), level, variant.doc)];
      }
      const members = this.#inside(content, value, pointer, level);
      return [h("p", { className: "doc", role: "presentation" }, ...prose(variant.name)), ...(Array.isArray(members) ? members : [])];
    }
    if (Array.isArray(value)) {
      if (!value.length) return { text: "empty" };
      return value.map((item, index) => {
        const part = shape.kind === "tuple" ? shape.parts[index] : undefined;
        const inner: Shape = part?.shape() ?? (shape.kind === "list" ? shape.item() : ANY);
        return this.#row(part?.name ?? String(index + 1), inner, item, child(pointer, index), level);
      });
    }
    if (typeof value === "object" && value !== null) {
      const members = shape.kind === "object" ? shape.members : [];
      const entries = Object.entries(value).filter(([name]) => shape.kind !== "object" || members.some((member) => member.name === name));
      if (!entries.length) return { text: "empty" };
      return entries.map(([name, item]) => {
        const member = members.find((one) => one.name === name);
        const inner = member?.shape() ?? (shape.kind === "map" ? shape.value() : ANY);
        return this.#row(name, inner, item, child(pointer, name), level, member?.doc ?? inner.doc);
      });
    }
    if (value === null) return { text: "nothing" };
    if (shape.kind === "integer") return integer(String(value), shape.unit);
    return { text: shape.kind === "text" ? JSON.stringify(value) : String(value) };
  }
}

function literals({ text, raw }: Literal): HTMLElement[] {
  const shown = h("span", { className: text.length > LONG ? "literal mono long" : "literal mono" }, text);
  return raw === undefined ? [shown] : [shown, h("span", { className: "raw mono" }, raw)];
}

function integer(digits: string, unit: Extract<Shape, { kind: "integer" }>["unit"]): Literal {
  if (!/^-?\d+$/.test(digits)) return { text: digits };
  const amount = unit && inUnit(digits, unit);
  return amount === undefined ? { text: grouped(digits) } : { text: amount, raw: digits };
}

const ANY: Shape = { kind: "any" };
