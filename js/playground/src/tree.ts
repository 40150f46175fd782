import type { JsonValue } from "data-driver";
import { h, prose } from "./dom.ts";
import { child } from "./pointer.ts";
import { type Shape, typeName, variantIn } from "./shape.ts";

/** Characters that stand beside a name at most. */
const LONG = 32;

/** A decoded value, to be read: a line for each of its places, by JSON Pointer. */
export class Tree {
  readonly element = h("div", { className: "tree" });
  readonly #rows = new Map<string, { element: HTMLElement; range: HTMLElement }>();

  show(shape: Shape, label: string, value: JsonValue): void {
    this.#rows.clear();
    this.element.replaceChildren(this.#row(label, shape, value, ""));
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

  highlight(pointer: string | undefined): void {
    const chosen = pointer === undefined ? undefined : this.nearest(pointer);
    for (const [at, { element }] of this.#rows) element.classList.toggle("pointed", at !== "" && at === chosen);
  }

  #row(name: string, shape: Shape, value: JsonValue, pointer: string, doc = shape.doc): HTMLElement {
    const range = h("span", { className: "range" });
    const inner = this.#inside(shape, value, pointer);
    const head = h(
      "div",
      { className: "head" },
      h("span", { className: "label", ...(doc && { title: doc.replaceAll("`", "") }) }, name),
      typeof inner === "string" ? h("span", { className: inner.length > LONG ? "literal mono long" : "literal mono" }, inner) : h("span", { className: "type" }, typeName(shape)),
      range,
    );
    const element = h("div", { className: "row", dataset: { pointer } }, head);
    if (typeof inner !== "string") element.append(h("div", { className: "body" }, ...inner));
    this.#rows.set(pointer, { element, range });
    return element;
  }

  /** Its text, or the lines of what it consists of. */
  #inside(shape: Shape, value: JsonValue, pointer: string): string | HTMLElement[] {
    if (shape.kind === "option") return value === null ? "none" : this.#inside(shape.inner(), value, pointer);
    if (shape.kind === "choice") {
      const variant = variantIn(shape.variants, value);
      if (!variant?.content) return variant?.name ?? JSON.stringify(value);
      const content = variant.content();
      if (variant.tag === undefined) {
        return [this.#row(variant.name, content, (value as Record<string, JsonValue>)[variant.name]!, child(pointer, variant.name), variant.doc)];
      }
      return [h("p", { className: "doc" }, ...prose(variant.name)), ...(this.#inside(content, value, pointer) as HTMLElement[])];
    }
    if (Array.isArray(value)) {
      if (!value.length) return "empty";
      return value.map((item, index) => {
        const inner: Shape = shape.kind === "tuple" ? (shape.parts[index]?.shape() ?? ANY) : shape.kind === "list" ? shape.item() : ANY;
        return this.#row(String(index + 1), inner, item, child(pointer, index));
      });
    }
    if (typeof value === "object" && value !== null) {
      const members = shape.kind === "object" ? shape.members : [];
      const entries = Object.entries(value).filter(([name]) => shape.kind !== "object" || members.some((member) => member.name === name));
      if (!entries.length) return "empty";
      return entries.map(([name, item]) => {
        const member = members.find((one) => one.name === name);
        const inner = member?.shape() ?? (shape.kind === "map" ? shape.value() : ANY);
        return this.#row(name, inner, item, child(pointer, name), member?.doc ?? inner.doc);
      });
    }
    if (value === null) return "nothing";
    if (shape.kind === "integer") return BigInt(value as string).toLocaleString("en");
    return shape.kind === "text" ? JSON.stringify(value) : String(value);
  }
}

const ANY: Shape = { kind: "any" };
