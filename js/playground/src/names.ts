import type { DriverSchema } from "data-driver";
import { byId, h } from "./dom.ts";
import type { Subject } from "./subject.ts";

const KINDS = { transaction: "Transactions", query: "Queries", feed: "Feeds", other: "Functions", event: "Events" };

/** The functions and events of a driver, to choose from. */
export class Names {
  #subjects: Subject[] = [];
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #onChoose: (subject: Subject) => void;

  constructor(onChoose: (subject: Subject) => void) {
    this.#onChoose = onChoose;
  }

  show({ functions = [], events = [] }: DriverSchema): void {
    const all = [
      ...functions.map(({ name, kind }) => ({ kind: kind ?? "other", what: "input" as const, name })),
      ...events.filter(({ topic }) => typeof topic === "string").map(({ topic }) => ({ kind: "event" as const, what: "event" as const, name: topic })),
    ];
    this.#subjects = all;
    this.#buttons.clear();
    const groups = Object.entries(KINDS).map(([kind, title]) => {
      const members = all.filter((one) => one.kind === kind);
      return members.length && this.#group(title, members);
    });
    byId("names").replaceChildren(...groups.filter((group) => typeof group === "object"));
    if (!all.length) byId("names").append(this.#asked());
  }

  /** What a person most likely wants to see first. */
  first(): Subject | undefined {
    return this.#subjects[0];
  }

  mark({ what, name }: Subject): void {
    for (const [key, button] of this.#buttons) {
      if (key === keyOf({ what, name })) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  #group(title: string, members: Subject[]): HTMLElement {
    const items = members.map((subject) => {
      const button = h("button", { type: "button" }, subject.name);
      button.addEventListener("click", () => this.#onChoose(subject));
      this.#buttons.set(keyOf(subject), button);
      return h("li", {}, button);
    });
    return h("section", {}, h("h3", {}, title), h("ul", {}, ...items));
  }

  /** For drivers that name nothing. */
  #asked(): HTMLElement {
    const input = h("input", { type: "text", autocomplete: "off", spellcheck: false, "aria-label": "Name of a function or event" });
    const what = h("select", { "aria-label": "What it is" }, h("option", { value: "input" }, "function"), h("option", { value: "event" }, "event"));
    const form = h("form", { className: "asked" }, input, what, h("button", {}, "Show"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.value) this.#onChoose({ what: what.value as Subject["what"], name: input.value });
    });
    return form;
  }
}

/** Arguments and result of a function have one button. */
function keyOf({ what, name }: Subject): string {
  return `${what === "event" ? "event" : "function"} ${name}`;
}
