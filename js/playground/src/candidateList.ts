import type { Candidate, Found } from "./candidates.ts";
import { byId, h } from "./dom.ts";
import { reasons } from "./evidence.ts";
import type { Subject } from "./subject.ts";

/** How many readings are shown before a person asks for more, and how much less likely than the first they may be. */
const FEW = 4;
const CLOSE = 0.9;

const KINDS = { event: "event", input: "arguments", output: "result" };

/** What pasted bytes can be read as, the likeliest first and with the reason, to choose from. */
export class CandidateList {
  readonly #element = byId("candidates");
  readonly #onChoose: (candidate: Candidate, subject: Subject) => void;

  constructor(onChoose: (candidate: Candidate, subject: Subject) => void) {
    this.#onChoose = onChoose;
  }

  clear(): void {
    this.#element.hidden = true;
    this.#element.replaceChildren();
  }

  show({ candidates }: Found, length: number): void {
    this.clear();
    if (!candidates.length) return;
    this.#element.hidden = false;
    const drivers = new Set(candidates.map(({ source }) => source));
    const few = Math.min(FEW, candidates.filter(({ weight }) => weight >= candidates[0]!.weight - CLOSE).length);
    const rows = candidates.map((candidate, index) => this.#row(candidate, length, drivers.size > 1, index >= few));
    this.#element.append(h("p", { className: "as" }, few > 1 ? "Read as, the likeliest first" : "Read as"), h("ol", { role: "list" }, ...rows));
    const rest = candidates.length - few;
    if (rest <= 0) return;
    const more = h("button", { type: "button", className: "link" }, `${rest} less likely`);
    more.addEventListener("click", () => {
      for (const row of rows) row.hidden = false;
      rows[few]!.querySelector("button")?.focus();
      more.remove();
    });
    rows[few - 1]!.append(more);
  }

  /** Marks the reading that is shown. */
  mark(driver: string, { what, name }: Subject): void {
    for (const button of this.#element.querySelectorAll<HTMLButtonElement>("button[data-what]")) {
      const isShown = button.dataset.source === driver && button.dataset.what === what && button.dataset.name === name;
      if (isShown) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  #row(candidate: Candidate, length: number, withDriver: boolean, isHidden: boolean): HTMLElement {
    const { source, subjects, evidence, type } = candidate;
    const buttons = subjects.map((subject) => {
      const button = h(
        "button",
        { type: "button", className: "reading", dataset: { source: source.key, what: subject.what, name: subject.name } },
        h("span", { className: "kind" }, KINDS[subject.what]),
        " ",
        h("span", { className: "mono" }, subject.name),
      );
      button.addEventListener("click", () => this.#onChoose(candidate, subject));
      return button;
    });
    const why = [withDriver && (source.schema.name ?? "another driver"), reasons(evidence, length), subjects.length > 1 && `${subjects.length === 2 ? "both" : "all"} are ${type}`].filter(Boolean).join(" · ");
    return h("li", { hidden: isHidden }, h("div", { className: "readings" }, ...buttons), h("p", { className: "why" }, why));
  }
}
