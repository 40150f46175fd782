import { byId } from "./dom.ts";

/** Pause in milliseconds after which what was typed is read. */
const READ_AFTER = 80;

/** Where bytes are pasted. */
export class PasteBox {
  readonly #box = byId<HTMLTextAreaElement>("paste");
  readonly #note = byId("paste-note");
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onFocus` hears that bytes may be about to come. */
  constructor(onText: () => void, onFocus: () => void) {
    this.#box.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(onText, READ_AFTER);
    });
    this.#box.addEventListener("focus", onFocus);
  }

  get text(): string {
    return this.#box.value.trim();
  }

  set text(text: string) {
    clearTimeout(this.#timer);
    this.#box.value = text;
    this.note("");
  }

  focus(): void {
    this.#box.focus();
  }

  note(text: string, isWrong = false): void {
    // A long text is recognized by its beginning.
    if (text === "" && document.activeElement === this.#box && this.#box.selectionStart === this.#box.value.length) this.#box.scrollTop = 0;
    this.#note.textContent = text;
    this.#note.classList.toggle("wrong", isWrong);
    if (isWrong) this.#box.setAttribute("aria-invalid", "true");
    else this.#box.removeAttribute("aria-invalid");
  }
}
