import type { JsonValue } from "data-driver";
import { base58Length, countOf, hexLength } from "./bytes.ts";
import { h, newId, prose } from "./dom.ts";
import { isRecord } from "./isRecord.ts";
import { getAt, setAt } from "./place.ts";
import { child } from "./pointer.ts";
import { blank, describe, integerFrom, type Part, type Shape, typeName, type Variant, valueOf, variantIn } from "./shape.ts";
import { inUnit } from "./units.ts";

/** What the form tells of a value's place. */
interface Field {
  element: HTMLElement;
  /** What gets the focus when the place is in question. */
  control?: HTMLElement;
  /** The line below, which says what is expected, or what is wrong. */
  note: HTMLElement;
  /** What the note says while nothing is wrong. */
  hint: () => string;
  /** Where its bytes are. */
  range: HTMLElement;
}

type Label = Pick<Part, "name" | "doc">;

/** Fields for a value of any shape: one for each of its places, by JSON Pointer. */
export class Form {
  readonly element = h("div", { className: "form" });
  readonly #fields = new Map<string, Field>();
  #shape: Shape = { kind: "nothing" };
  #label = "value";
  #value: JsonValue = null;
  #wrong = new Set<string>();
  readonly #onEdit: (pointer: string) => void;

  /** `onEdit` hears of each change a person makes, and where it was. */
  constructor(onEdit: (pointer: string) => void) {
    this.#onEdit = onEdit;
  }

  get value(): JsonValue {
    return this.#value;
  }

  /** Shows a value of the shape; `label` is the name of a value that has no members. */
  show(shape: Shape, label: string, value: JsonValue): void {
    this.#shape = shape;
    this.#label = label;
    this.#value = structuredClone(value);
    this.#render();
  }

  /** The places that have a field. */
  pointers(): string[] {
    return [...this.#fields.keys()];
  }

  /** The place itself, or the nearest around it that has a field. */
  nearest(pointer: string): string {
    while (pointer && !this.#fields.has(pointer)) pointer = pointer.slice(0, pointer.lastIndexOf("/"));
    return pointer;
  }

  /** Says at their fields what is wrong, by pointers; what is not among them is right. */
  showMistakes(mistakes: ReadonlyMap<string, string>): void {
    const wrong = new Map([...mistakes].map(([pointer, message]) => [this.nearest(pointer), message]));
    for (const [pointer, { element, control, note, hint }] of this.#fields) {
      const message = wrong.get(pointer);
      const isWrong = message !== undefined;
      if (!isWrong && !this.#wrong.has(pointer)) continue;
      element.classList.toggle("wrong", isWrong);
      if (isWrong) control?.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
      note.textContent = message ?? hint();
    }
    this.#wrong = new Set(wrong.keys());
  }

  /** Writes beside each field where its bytes are. */
  showRanges(texts: Map<string, string>): void {
    for (const [pointer, { range }] of this.#fields) range.textContent = texts.get(pointer) ?? "";
  }

  /** Marks the fields of a place, whose bytes are being pointed at. */
  highlight(pointer: string | undefined, scroll = false): void {
    const chosen = pointer === undefined ? undefined : this.nearest(pointer);
    for (const [at, { element }] of this.#fields) element.classList.toggle("pointed", at !== "" && at === chosen);
    if (scroll && chosen) this.#fields.get(chosen)!.element.scrollIntoView({ block: "nearest" });
  }

  focus(pointer: string): void {
    const { element, control } = this.#fields.get(this.nearest(pointer)) ?? {};
    (control ?? element?.querySelector<HTMLElement>("input, select, textarea, button"))?.focus();
  }

  #render(): void {
    const { key } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
    this.#fields.clear();
    this.#wrong.clear();
    this.element.replaceChildren(this.#root());
    if (key !== undefined) this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  #root(): HTMLElement {
    const shape = this.#shape;
    if (shape.kind === "nothing") return h("p", { className: "nothing" }, "It takes nothing.");
    if (shape.kind === "object" || shape.kind === "tuple") {
      const { note, range } = slots();
      const element = h("div", { className: "root", dataset: { pointer: "" } }, ...this.#parts(shape, ""), note);
      this.#fields.set("", { element, note, range, hint: () => "" });
      return element;
    }
    return h("div", { className: "root" }, this.#field({ name: this.#label }, shape, ""));
  }

  /** The fields of members or of places. */
  #parts(shape: Extract<Shape, { kind: "object" | "tuple" }>, pointer: string): HTMLElement[] {
    const parts = shape.kind === "object" ? shape.members : shape.parts;
    return parts.flatMap((part, index) => {
      const at = child(pointer, shape.kind === "object" ? part.name : index);
      if (part.optional) return [this.#optional(part, at)];
      const inner = part.shape();
      // There is nothing to choose.
      return inner.kind === "constant" ? [] : [this.#field(part, inner, at)];
    });
  }

  #field(label: Label, shape: Shape, pointer: string): HTMLElement {
    switch (shape.kind) {
      case "object":
      case "tuple":
        return this.#group(label, shape, pointer, (body) => body.append(...this.#parts(shape, pointer)));
      case "option":
        return this.#option(label, shape, pointer);
      case "choice":
        return this.#choice(label, shape, pointer);
      case "list":
        return this.#list(label, shape, pointer);
      case "map":
        return this.#map(label, shape, pointer);
      default:
        return this.#leaf(label, shape, pointer);
    }
  }

  #leaf(label: Label, shape: Shape, pointer: string): HTMLElement {
    const id = newId("field");
    const { note, range } = slots();
    const control = this.#control(shape, pointer);
    control.id = id;
    control.dataset.key = pointer;
    control.setAttribute("aria-describedby", note.id);
    const head = h(
      "div",
      { className: "head" },
      h("label", { htmlFor: id }, label.name),
      h("span", { className: "type" }, typeName(shape)),
      range,
    );
    const hint = () => hintOf(shape, this.#get(pointer));
    note.textContent = hint();
    const element = h("div", { className: "field leaf", dataset: { pointer } }, head, docOf(label.doc ?? shape.doc), control, note);
    this.#fields.set(pointer, { element, control, note, range, hint });
    return element;
  }

  #control(shape: Shape, pointer: string): HTMLElement {
    const value = this.#get(pointer);
    const edit = (next: JsonValue) => {
      this.#set(pointer, next);
      const field = this.#fields.get(pointer)!;
      if (!this.#wrong.has(pointer)) field.note.textContent = field.hint();
      this.#onEdit(pointer);
    };
    const text = { autocomplete: "off" as const, spellcheck: false, autocapitalize: "none" };
    switch (shape.kind) {
      case "nothing":
        return h("output", {}, "nothing");
      case "constant":
        return h("output", { className: "mono" }, shape.value);
      case "boolean": {
        const box = h("input", { type: "checkbox", checked: value === true });
        box.addEventListener("change", () => edit(box.checked));
        return box;
      }
      case "integer": {
        const input = h("input", { ...text, type: "text", inputMode: shape.signed ? "text" : "numeric", className: "mono", value: textOf(value) });
        input.addEventListener("input", () => edit(integerFrom(input.value.trim(), shape.bits)));
        return input;
      }
      case "number": {
        const input = h("input", { ...text, type: "text", inputMode: "decimal", className: "mono", value: textOf(value) });
        input.addEventListener("input", () => edit(input.value.trim() !== "" && Number.isFinite(Number(input.value)) ? Number(input.value) : input.value));
        return input;
      }
      case "bytes": {
        const area = h("textarea", { ...text, rows: 1, className: "mono", value: textOf(value) });
        area.addEventListener("input", () => edit(area.value.replace(/\s/g, "")));
        return area;
      }
      case "any": {
        const area = h("textarea", { ...text, rows: 3, className: "mono", value: JSON.stringify(value) });
        area.addEventListener("input", () => {
          try {
            edit(JSON.parse(area.value) as JsonValue);
          } catch {
            edit(area.value);
          }
        });
        return area;
      }
      default: {
        const input = h("input", { type: "text", spellcheck: false, autocomplete: "off", value: textOf(value) });
        input.addEventListener("input", () => edit(input.value));
        return input;
      }
    }
  }

  /** A place with places inside. */
  #group(label: Label, shape: Shape, pointer: string, fill: (body: HTMLElement) => void, control?: HTMLElement, doc = label.doc ?? shape.doc): HTMLElement {
    const name = newId("group");
    const { note, range } = slots();
    const body = h("div", { className: "body" });
    const head = h(
      "div",
      { className: "head" },
      h("span", { className: "label", id: name }, label.name),
      h("span", { className: "type" }, typeName(shape)),
      control,
      range,
    );
    const element = h("div", { className: "field group", role: "group", "aria-labelledby": name, dataset: { pointer } }, head, docOf(doc), note, body);
    if (control) {
      control.dataset.key = pointer;
      control.setAttribute("aria-describedby", note.id);
    }
    this.#fields.set(pointer, { element, note, range, hint: () => "", ...(control && { control }) });
    fill(body);
    return element;
  }

  #option(label: Label, shape: Extract<Shape, { kind: "option" }>, pointer: string): HTMLElement {
    const inner = shape.inner();
    return this.#toggle(label, shape, pointer, this.#get(pointer) !== null, (isThere) => this.#set(pointer, isThere ? blank(inner) : null), inner);
  }

  #optional(part: Part, pointer: string): HTMLElement {
    const shape = part.shape();
    const inner = shape.kind === "option" ? shape.inner() : shape;
    const value = this.#get(pointer);
    return this.#toggle(part, shape, pointer, value !== undefined && value !== null, (isThere) => this.#set(pointer, isThere ? blank(inner) : undefined), inner);
  }

  /** A place with a value that may be absent. */
  #toggle(label: Label, shape: Shape, pointer: string, isThere: boolean, set: (isThere: boolean) => void, inner: Shape): HTMLElement {
    const box = h("input", { type: "checkbox", checked: isThere, "aria-label": `${label.name} is there` });
    box.addEventListener("change", () => {
      set(box.checked);
      this.#render();
      this.#onEdit(pointer);
    });
    const control = h("label", { className: "toggle" }, box, h("span", { "aria-hidden": true }, isThere ? "set" : "none"));
    const element = this.#group(label, shape, pointer, (body) => {
      // The same place has two fields: whether it is there, and what it is.
      if (isThere) body.append(this.#field({ name: "value" }, inner, pointer));
    }, control);
    box.dataset.key = `${pointer}?`;
    delete control.dataset.key;
    element.classList.add("optional");
    if (!isThere) this.#fields.get(pointer)!.control = box;
    return element;
  }

  #choice(label: Label, shape: Extract<Shape, { kind: "choice" }>, pointer: string): HTMLElement {
    const { variants } = shape;
    const chosen: Variant | undefined = variantIn(variants, this.#get(pointer));
    const select = h("select", { "aria-label": label.name }, ...variants.map((one) => h("option", { value: one.name, selected: one === chosen }, one.name)));
    select.addEventListener("change", () => {
      this.#set(pointer, valueOf(variants[select.selectedIndex]!));
      this.#render();
      this.#onEdit(pointer);
    });
    const fill = (body: HTMLElement) => {
      if (!chosen?.content) return;
      const inner = chosen.content();
      const at = chosen.tag === undefined && !chosen.bare ? child(pointer, chosen.name) : pointer;
      if (inner.kind === "object" || inner.kind === "tuple") body.append(...this.#parts(inner, at));
      else body.append(this.#field({ name: chosen.name }, inner, at));
    };
    const element = this.#group(label, shape, pointer, fill, select);
    const doc = docOf([chosen?.doc, chosen?.writeOnly && "Taken only: its bytes are read as another choice."].filter(Boolean).join(" "));
    if (doc) element.querySelector(".body")!.prepend(doc);
    return element;
  }

  #list(label: Label, shape: Extract<Shape, { kind: "list" }>, pointer: string): HTMLElement {
    const value = this.#get(pointer);
    const items = Array.isArray(value) ? value : [];
    const item = shape.item();
    const resize = (change: () => void, focus: string) => {
      change();
      this.#render();
      this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
      this.#onEdit(pointer);
    };
    return this.#group(label, shape, pointer, (body) => {
      items.forEach((_, index) => {
        const at = child(pointer, index);
        const row = h("div", { className: "item" }, this.#field({ name: `${label.name} ${index + 1}` }, item, at));
        if (shape.length === undefined) {
          const remove = h("button", { type: "button", className: "remove", dataset: { key: `${at}-` }, "aria-label": `Remove ${label.name} ${index + 1}` }, "Remove");
          remove.addEventListener("click", () => resize(() => items.splice(index, 1), index < items.length - 1 ? `${at}-` : `${pointer}+`));
          row.append(remove);
        }
        body.append(row);
      });
      if (shape.length !== undefined) return;
      const add = h("button", { type: "button", className: "add", dataset: { key: `${pointer}+` } }, `Add ${typeName(item) || "one"}`);
      add.addEventListener("click", () => {
        resize(() => this.#set(pointer, [...items, blank(item)]), "");
        this.focus(child(pointer, items.length));
      });
      body.append(add);
    });
  }

  #map(label: Label, shape: Extract<Shape, { kind: "map" }>, pointer: string): HTMLElement {
    const value = this.#get(pointer);
    const entries = Object.entries(isRecord(value) ? value : {});
    const inner = shape.value();
    const replace = (next: [string, JsonValue][], focus: string) => {
      this.#set(pointer, Object.fromEntries(next));
      this.#render();
      this.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
      this.#onEdit(pointer);
    };
    return this.#group(label, shape, pointer, (body) => {
      entries.forEach(([key, item], index) => {
        const input = h("input", { type: "text", className: "mono", value: key, autocomplete: "off", spellcheck: false, "aria-label": `Key ${index + 1} of ${label.name}` });
        // Not while it is typed: keys must differ, and prefixes of them need not.
        input.addEventListener("change", () => {
          if (entries.some(([other], i) => i !== index && other === input.value)) input.value = key;
          else replace(entries.map((entry, i) => (i === index ? [input.value, item] : entry)), `${child(pointer, input.value)}`);
        });
        const remove = h("button", { type: "button", className: "remove", "aria-label": `Remove ${key} from ${label.name}` }, "Remove");
        remove.addEventListener("click", () => replace(entries.filter((_, i) => i !== index), `${pointer}+`));
        body.append(h("div", { className: "item entry" }, input, this.#field({ name: key || "value" }, inner, child(pointer, key)), remove));
      });
      const add = h("button", { type: "button", className: "add", dataset: { key: `${pointer}+` } }, "Add entry");
      add.addEventListener("click", () => {
        let key = shape.keys === "number" ? "0" : "key";
        for (let i = 1; entries.some(([other]) => other === key); i++) key = shape.keys === "number" ? String(i) : `key${i}`;
        replace([...entries, [key, blank(inner)]], child(pointer, key));
      });
      body.append(add);
    });
  }

  #get(pointer: string): JsonValue | undefined {
    return getAt(this.#value, pointer);
  }

  #set(pointer: string, value: JsonValue | undefined): void {
    this.#value = setAt(this.#value, pointer, value);
  }
}

function slots(): Pick<Field, "note" | "range"> {
  return { note: h("p", { className: "note", id: newId("note") }), range: h("span", { className: "range" }) };
}

function docOf(doc: string | undefined): HTMLElement | undefined {
  return doc ? h("p", { className: "doc" }, ...prose(doc)) : undefined;
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What the field expects, and how much of it is there. */
function hintOf(shape: Shape, value: JsonValue | undefined): string {
  const expected = describe(shape);
  if (shape.kind === "integer" && shape.unit) return inUnit(textOf(value), shape.unit) ?? `in the smallest part of a ${shape.unit.symbol}`;
  if (shape.kind !== "bytes" || typeof value !== "string" || !value) return expected;
  const found = shape.encoding === "hex" ? hexLength(value) : base58Length(value);
  return found === undefined || found === shape.length ? expected : `${expected}; this is ${countOf(found)}`;
}
