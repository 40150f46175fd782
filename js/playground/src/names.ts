import type { DriverSchema } from "data-driver";
import { byId, h } from "./dom.ts";
import { scrollInside } from "./scroll.ts";
import type { Subject } from "./subject.ts";

/** Events stand next to transactions: they are what people have the bytes of. */
const KINDS = { transaction: "Transactions", other: "Functions", event: "Events", query: "Queries", feed: "Feeds" };
type Kind = keyof typeof KINDS;

interface Entry {
  kind: Kind;
  subject: Subject;
  /** What a filter is looked for in. */
  text: string;
  button: HTMLButtonElement;
  item: HTMLElement;
  group: HTMLElement;
}

/** The functions and events of a driver, to choose from: one stop for Tab, arrow keys inside, a filter above. */
export class Names {
  #entries: Entry[] = [];
  readonly #onChoose: (subject: Subject) => void;
  readonly #filter = byId<HTMLInputElement>("filter");
  readonly #nav = byId("names");

  constructor(onChoose: (subject: Subject) => void) {
    this.#onChoose = onChoose;
    this.#filter.addEventListener("input", () => this.#narrow());
    this.#filter.addEventListener("keydown", (event) => this.#onFilterKey(event));
    this.#nav.addEventListener("keydown", (event) => this.#onKey(event));
  }

  show({ functions = [], events = [] }: DriverSchema): void {
    const all: { kind: Kind; subject: Subject; doc: string }[] = [
      ...functions.map(({ name, kind, doc = "" }) => ({ kind: kind && kind in KINDS ? kind : ("other" as const), subject: { what: "input" as const, name }, doc })),
      ...events.filter(({ topic }) => typeof topic === "string").map(({ topic, doc = "" }) => ({ kind: "event" as const, subject: { what: "event" as const, name: topic }, doc })),
    ];
    this.#entries = [];
    const groups = (Object.entries(KINDS) as [Kind, string][]).flatMap(([kind, title]) => {
      const members = all.filter((one) => one.kind === kind);
      return members.length ? [this.#group(kind, title, members)] : [];
    });
    this.#nav.replaceChildren(...groups, h("p", { className: "none", hidden: true }, "No name has this in it."));
    this.#filter.value = "";
    this.#filter.parentElement!.hidden = !all.length;
    this.#rove(this.#entries[0]);
  }

  mark({ what, name }: Subject): void {
    const key = keyOf({ what, name });
    for (const entry of this.#entries) {
      const isShown = keyOf(entry.subject) === key;
      if (isShown) {
        entry.button.setAttribute("aria-current", "true");
        this.#rove(entry);
        // `scrollIntoView` would have the next Tab start from here.
        const box = entry.button.closest<HTMLElement>("#side, #sheet");
        if (box) scrollInside(box, entry.button);
      } else entry.button.removeAttribute("aria-current");
    }
  }

  #group(kind: Kind, title: string, members: { subject: Subject; doc: string }[]): HTMLElement {
    const list = h("ul");
    const group = h("section", {}, h("h2", {}, title, h("span", { className: "count" }, String(members.length))), list);
    for (const { subject, doc } of members) {
      const button = h("button", { type: "button", title: doc.split("\n\n")[0]!.replaceAll("`", "").replaceAll("\n", " "), tabIndex: -1 }, subject.name);
      const item = h("li", {}, button);
      button.addEventListener("click", () => this.#onChoose(subject));
      this.#entries.push({ kind, subject, text: `${subject.name} ${title}`.toLowerCase(), button, item, group });
      list.append(item);
    }
    return group;
  }

  /** Shows the names that have each of the filter's words in them. */
  #narrow(): void {
    const words = this.#filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { text, item } of this.#entries) item.hidden = !words.every((word) => text.includes(word));
    for (const group of new Set(this.#entries.map((entry) => entry.group))) {
      group.hidden = this.#entries.every((entry) => entry.group !== group || entry.item.hidden);
    }
    const [first] = this.#shown();
    this.#nav.querySelector<HTMLElement>(".none")!.hidden = first !== undefined;
    // Tab leads to what is shown.
    if (first && this.#entries.some(({ button, item }) => button.tabIndex === 0 && item.hidden)) this.#rove(first);
  }

  #onFilterKey(event: KeyboardEvent): void {
    const [first] = this.#shown();
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      this.#focus(first);
    } else if (event.key === "Enter" && first) this.#onChoose(first.subject);
    else if (event.key === "Escape" && this.#filter.value) {
      // The sheet is closed by the next one.
      event.preventDefault();
      event.stopPropagation();
      this.#filter.value = "";
      this.#narrow();
    }
  }

  #onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const shown = this.#shown();
    const at = shown.findIndex(({ button }) => button === document.activeElement);
    if (at < 0) return;
    const firstOf = (entry: Entry | undefined) => shown.find(({ group }) => group === entry?.group);
    const next = {
      ArrowDown: () => shown[at + 1],
      ArrowUp: () => shown[at - 1] ?? "filter",
      // From group to group.
      ArrowRight: () => shown.slice(at).find(({ group }) => group !== shown[at]!.group),
      ArrowLeft: () => firstOf(shown.slice(0, at).findLast(({ group }) => group !== shown[at]!.group)),
      Home: () => shown[0],
      End: () => shown.at(-1),
    }[key];
    if (next) {
      event.preventDefault();
      const entry = next();
      if (entry === "filter") this.#filter.focus();
      else if (entry) this.#focus(entry);
    } else if (/^[\w:.-]$/.test(key)) {
      // Whoever types means to filter.
      this.#filter.focus();
    }
  }

  #shown(): Entry[] {
    return this.#entries.filter(({ item }) => !item.hidden);
  }

  #focus(entry: Entry): void {
    this.#rove(entry);
    entry.button.focus();
  }

  /** Tab comes to this one. */
  #rove(chosen: Entry | undefined): void {
    for (const { button } of this.#entries) button.tabIndex = button === chosen?.button ? 0 : -1;
  }
}

/** Arguments and result of a function have one button. */
function keyOf({ what, name }: Subject): string {
  return `${what === "event" ? "event" : "function"} ${name}`;
}
