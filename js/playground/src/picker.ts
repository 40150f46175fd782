import { byId } from "./dom.ts";

/** Where names and drivers stand beside the value; elsewhere they are on a sheet above it. */
export const WIDE = "(min-width: 64rem)";

/** The list of drivers and names: beside the value where there is room, on a sheet where there is not. */
export class Picker {
  readonly #sheet = byId<HTMLDialogElement>("sheet");
  readonly #wide = matchMedia(WIDE);

  constructor() {
    const place = () => {
      this.#sheet.close();
      (this.#wide.matches ? byId("side") : byId("sheet-body")).append(byId("picker"));
    };
    this.#wide.addEventListener("change", place);
    place();
    byId("open-sheet").addEventListener("click", () => this.#sheet.showModal());
    byId("close-sheet").addEventListener("click", () => this.#sheet.close());
    // What is around the sheet belongs to the element itself.
    this.#sheet.addEventListener("click", ({ target }) => target === this.#sheet && this.#sheet.close());
  }

  get isWide(): boolean {
    return this.#wide.matches;
  }

  close(): void {
    this.#sheet.close();
  }

  /** Says on the button that opens the sheet what is shown. */
  tell(driver: string, name: string): void {
    byId("open-driver").textContent = driver;
    byId("open-name").textContent = name;
  }
}
