import { byId, h } from "./dom.ts";
import type { Subject } from "./subject.ts";

/** For drivers that do not name their functions: a person names one. */
export class Asking {
  readonly #form = byId<HTMLFormElement>("asking");
  readonly #input = byId<HTMLInputElement>("asked");
  readonly #what = byId<HTMLSelectElement>("asked-what");
  readonly #note = byId("asked-note");
  readonly #near = byId("near");

  constructor(onChoose: (subject: Subject) => void) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = this.#input.value.trim();
      if (name) onChoose({ what: this.#what.value as Subject["what"], name });
      else this.say("Write a name first.");
    });
    this.#near.addEventListener("click", ({ target }) => {
      const { name } = (target as HTMLElement).dataset;
      if (name === undefined) return;
      this.#input.value = name;
      onChoose({ what: this.#what.value as Subject["what"], name });
    });
  }

  show(isNeeded: boolean): void {
    this.#form.hidden = !isNeeded;
    this.#input.value = "";
    this.say("");
    this.suggest([]);
  }

  focus(): void {
    this.#input.focus();
  }

  say(text: string): void {
    this.#note.textContent = text;
  }

  /** Names that may be meant. */
  suggest(names: readonly string[]): void {
    this.#near.hidden = !names.length;
    this.#near.replaceChildren(...(names.length ? ["Perhaps ", ...names.slice(0, 6).map((name) => h("button", { type: "button", className: "link", dataset: { name } }, name))] : []));
  }
}
