import { raised } from "./raised.ts";

type Child = Node | string | false | null | undefined;
type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], "dataset" | "style">> & {
  dataset?: Record<string, string>;
  [attribute: `aria-${string}`]: string | boolean | undefined;
  role?: string;
};

/** A new element. Text becomes text nodes, never markup: what drivers say is not trusted. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, properties: Properties<Tag> = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name.startsWith("aria-") || name === "role") element.setAttribute(name, String(value));
    else (element as unknown as Record<string, unknown>)[name] = value;
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** Text with `code` in backquotes and powers like 10^9, as doc comments have it. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part.replace(/(?<=\d)\^(\d+)/g, (_, exponent: string) => raised(exponent))));
}

/** Paragraphs of a doc comment. */
export function paragraphs(text: string): HTMLElement[] {
  return text
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((paragraph) => h("p", {}, ...prose(paragraph.replaceAll("\n", " "))));
}

/** The page's element of this id. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Type;
}

let last = 0;
/** An id that no other element has. */
export function newId(prefix: string): string {
  return `${prefix}-${++last}`;
}
