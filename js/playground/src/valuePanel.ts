import type { JsonValue } from "data-driver";
import { copies } from "./copy.ts";
import { byId, h } from "./dom.ts";
import type { Example } from "./examples.ts";
import { Form } from "./form.ts";
import { blank, type Shape } from "./shape.ts";
import { Tree } from "./tree.ts";

/** What a person does here. */
export interface ValueEvents {
  /** Changed the value, at a place of the form or in the JSON text. */
  edited(pointer: string | undefined): void;
  /** Wants the value as JSON, or not. */
  asJson(isWanted: boolean): void;
  clear(): void;
  example(example: Example): void;
  /** Wants a made-up value. */
  sample(): void;
}

/** The choice that empties the form. */
const NOTHING = "nothing";

/** The value: a form or JSON text to write it, a tree or JSON text to read it. */
export class ValuePanel {
  readonly form: Form;
  readonly tree = new Tree();
  #shape: Shape | undefined;
  #label = "value";
  #isInput = true;
  #asJson = false;
  #decoded: JsonValue | undefined;
  #examples: Example[] = [];
  readonly #json = byId<HTMLTextAreaElement>("json");

  constructor(events: ValueEvents) {
    this.form = new Form((pointer) => events.edited(pointer));
    byId("form").append(this.form.element);
    byId("tree").append(this.tree.element);
    byId("as-form").addEventListener("click", () => events.asJson(false));
    byId("as-json").addEventListener("click", () => events.asJson(true));
    this.#json.addEventListener("input", () => events.edited(undefined));
    const examples = byId<HTMLSelectElement>("examples");
    examples.addEventListener("change", () => {
      const { value } = examples;
      examples.value = "";
      if (value === NOTHING) events.clear();
      else events.example(this.#examples[Number(value)]!);
    });
    byId("sample").addEventListener("click", () => events.sample());
    copies(byId("copy-json"), () => (this.#isInput ? this.text : this.#pretty()));
  }

  /** Makes room for a value of the shape, which is to be written or read. */
  prepare(isInput: boolean, shape: Shape | undefined, label: string, examples: Example[], hasSamples: boolean, type: string | undefined): void {
    this.#isInput = isInput;
    this.#shape = shape;
    this.#label = label;
    this.#examples = examples;
    this.#decoded = undefined;
    this.tree.clear();
    const isNothing = isInput && shape?.kind === "nothing";
    if (isInput) {
      const value = shape ? blank(shape) : null;
      if (shape) this.form.show(shape, label, value);
      this.#json.value = JSON.stringify(value, null, 2);
    }
    byId("copy-json").hidden = isNothing;
    byId("copy-curl").hidden = !isInput;
    byId("as-form").parentElement!.hidden = !shape || isNothing;
    byId("as-form").textContent = isInput ? "Form" : "Fields";
    byId("copy-json").classList.toggle("primary", !isInput);
    byId("copy-hex").classList.toggle("primary", isInput);
    const untyped = byId("untyped");
    untyped.hidden = shape !== undefined;
    untyped.textContent = `This driver does not describe its types, so the value is JSON.${type ? ` Its type is ${type}.` : ""}`;
    const select = byId<HTMLSelectElement>("examples");
    select.hidden = (!examples.length && !isInput) || isNothing;
    select.replaceChildren(
      h("option", { value: "" }, isInput ? "Fill in" : "Examples"),
      ...examples.map(({ label: text }, index) => h("option", { value: String(index) }, text)),
      ...(isInput ? [h("option", { value: NOTHING }, "Nothing")] : []),
    );
    byId("sample").hidden = !hasSamples || isNothing;
    this.layOut(this.#asJson);
  }

  /** Whether the value is written or read as JSON. */
  get asJson(): boolean {
    return this.#asJson || !this.#shape;
  }

  layOut(asJson: boolean): void {
    this.#asJson = asJson;
    const isJson = this.asJson && this.#shape?.kind !== "nothing";
    byId("form").hidden = !this.#isInput || isJson;
    byId("json-box").hidden = !this.#isInput || !isJson;
    byId("tree").hidden = this.#isInput || isJson;
    byId("json-view").hidden = this.#isInput || !isJson;
    byId("as-form").setAttribute("aria-pressed", String(!isJson));
    byId("as-json").setAttribute("aria-pressed", String(isJson));
  }

  /** The JSON text of what a person has written, also where it is not right. */
  get text(): string {
    return this.asJson && this.#shape?.kind !== "nothing" ? this.#json.value : JSON.stringify(this.form.value, null, 2);
  }

  set json(text: string) {
    this.#json.value = text;
  }

  get json(): string {
    return this.#json.value;
  }

  /** Puts a value into the form, to be changed. */
  fill(value: JsonValue): void {
    if (this.#shape) this.form.show(this.#shape, this.#label, value);
  }

  /** Shows a value that has been read. */
  read(value: JsonValue): void {
    this.#decoded = value;
    if (this.#shape) this.tree.show(this.#shape, this.#label, value);
    byId("json-view").textContent = this.#pretty();
  }

  /** Says below the JSON text what is wrong with it. */
  note(text: string): void {
    byId("json-note").textContent = text;
    byId("json-note").classList.toggle("wrong", text !== "");
    if (text) this.#json.setAttribute("aria-invalid", "true");
    else this.#json.removeAttribute("aria-invalid");
  }

  #pretty(): string {
    return JSON.stringify(this.#decoded ?? null, null, 2);
  }
}
