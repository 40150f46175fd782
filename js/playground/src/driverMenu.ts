import { byId, h } from "./dom.ts";
import type { Ours } from "./drivers.ts";

/** What a person can do to get a driver. */
export interface Choices {
  ours(name: string): void;
  file(file: File): void;
  url(url: string): void;
}

/** The drivers to choose from: ours, a file, an address. Folded up while one is open. */
export class DriverMenu {
  readonly #toggle = byId<HTMLButtonElement>("driver");
  readonly #menu: HTMLElement = byId("drivers");
  readonly #choices: Choices;

  constructor(choices: Choices) {
    this.#choices = choices;
    this.#toggle.addEventListener("click", () => this.open(this.#menu.hidden === true));
    const file = byId<HTMLInputElement>("file");
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen) choices.file(chosen);
      // The same file can be chosen again.
      file.value = "";
    });
    // A driver may be dropped anywhere.
    addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dragging");
    });
    addEventListener("dragleave", ({ relatedTarget }) => {
      if (!relatedTarget) document.body.classList.remove("dragging");
    });
    addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dragging");
      const [dropped] = event.dataTransfer?.files ?? [];
      if (dropped) choices.file(dropped);
    });
    byId("remote").addEventListener("submit", (event) => {
      event.preventDefault();
      const url = byId<HTMLInputElement>("url").value.trim();
      if (url) choices.url(url);
      else this.fail("Write the address of a driver first.");
    });
    this.#menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      this.open(false);
      this.#toggle.focus();
    });
  }

  list(all: readonly Ours[]): void {
    byId("ours").replaceChildren(
      ...all.map(({ name, title, doc }) => {
        const button = h("button", { type: "button", dataset: { driver: name }, "aria-pressed": false }, h("strong", {}, title), h("span", {}, doc));
        button.addEventListener("click", () => {
          this.open(false);
          this.#toggle.focus();
          this.#choices.ours(name);
        });
        return button;
      }),
    );
  }

  /** A driver has been opened, ours or another. */
  chosen(label: string, name: string | undefined): void {
    byId("driver-name").textContent = label;
    for (const button of byId("ours").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.driver === name));
    this.open(false);
    this.fail("");
  }

  open(isOpen: boolean): void {
    this.#menu.hidden = !isOpen;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
  }

  /** Says at the top of the page why there is no driver. */
  fail(text: string): void {
    byId("trouble").textContent = text;
  }
}
