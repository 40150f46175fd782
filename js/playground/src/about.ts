/** What the page says about a driver and about one of its values. */
import type { DriverSchema, EventSchema, FunctionSchema, Inspection } from "data-driver";
import { countOf } from "./bytes.ts";
import { byId, h, paragraphs } from "./dom.ts";
import { isRecord } from "./isRecord.ts";
import type { Session } from "./session.ts";
import { type Subject, typeOf } from "./subject.ts";

/** Says what driver this is. */
export function showAbout({ schema, version, codec, size, integrity, stated: { memory, fuel, layout, fault } }: Session): void {
  // A stranger's may be anything.
  const atMost = (limit: Inspection["memory"], name: string, what: string): [string, string][] => {
    const [base, perByte] = [limit?.base, limit?.perByte].map((count) => (Number.isSafeInteger(count) ? count!.toLocaleString("en") : undefined));
    return base && perByte ? [[name, `${base} ${what}, and ${perByte} for each byte of input`]] : [];
  };
  const fingerprints = Object.values(layout ?? {}).flatMap((values) => (isRecord(values) ? Object.keys(values) : []));
  const facts: [string, string][] = [
    ["Version", version],
    ["Codec", schema.codec ?? codec ?? "not told"],
    ["Size", countOf(size)],
    ...atMost(memory, "Memory", "bytes"),
    ...atMost(fuel, "Fuel", "instructions"),
    ...(fingerprints.length ? [["Layout", `${fingerprints.length} fingerprints`] as [string, string]] : []),
    ...(fault === undefined ? [] : [["Fault", fault] as [string, string]]),
    ...(integrity ? [["Integrity", integrity] as [string, string]] : []),
  ];
  byId("about").replaceChildren(
    h("details", {}, h("summary", {}, "About this driver"), ...paragraphs(schema.doc ?? ""), h("dl", {}, ...facts.flatMap(([term, value]) => [h("dt", {}, term), h("dd", { title: value }, value)]))),
  );
}

/** Says what function or event this is; of a function, its arguments or its result can be chosen. */
export function showHead(schema: DriverSchema, subject: Subject, choose: (subject: Subject) => void): void {
  const { what, name } = subject;
  const fn = schema.functions?.find((one) => one.name === name);
  const isEvent = what === "event";
  const event = isEvent ? schema.events?.find(({ topic }) => topic === name) : undefined;
  const doc = (event ?? fn)?.doc;
  const signature = isEvent ? typeOf(schema, subject).type : fn?.input !== undefined && `${fn.input} → ${fn.output ?? ""}`;
  byId("subject").replaceChildren(
    h("div", { className: "title" }, h("h2", {}, name), h("span", { className: "kind" }, isEvent ? "event" : (fn?.kind ?? "function")), signature && h("span", { className: "signature mono" }, signature)),
    ...additional(event ?? fn ?? {}),
    ...(isEvent ? [] : [tabs(subject, choose)]),
    ...(doc ? [h("div", { className: "doc" }, ...paragraphs(doc))] : []),
  );
}

/** What every schema says of a function or event, and the page shows elsewhere. */
const OF_ALL = ["name", "topic", "doc", "kind", "params", "itemSize", "input", "output", "data"];

/** What this contract's schema says of its functions or events beyond that, and by what other names they are known. */
function additional(subject: Partial<FunctionSchema> | Partial<EventSchema>): HTMLElement[] {
  const facts = Object.entries(subject).filter(([name, value]) => !OF_ALL.includes(name) && typeof value !== "object");
  const { aliases } = subject as Partial<FunctionSchema>;
  const texts = [...facts.map(([name, value]) => `${name} ${String(value)}`), ...(Array.isArray(aliases) ? [`also ${aliases.join(", ")}`] : [])];
  return texts.length ? [h("p", { className: "facts" }, texts.join(" · "))] : [];
}

/** Says that the driver does not tell what it can convert. */
export function showNameless(): void {
  byId("subject").replaceChildren(
    h("p", { className: "doc" }, "This driver does not tell what functions and events it has. Choose or write a name, or paste bytes."),
  );
}

function tabs({ what, name }: Subject, choose: (subject: Subject) => void): HTMLElement {
  const buttons = ([["input", "Arguments"], ["output", "Result"]] as const).map(([other, label]) => {
    const button = h("button", { type: "button", "aria-pressed": other === what, id: `show-${other}` }, label);
    button.addEventListener("click", () => {
      if (other === what) return;
      choose({ what: other, name });
      // The one that was clicked has been replaced.
      byId(`show-${other}`).focus();
    });
    return button;
  });
  return h("div", { className: "segments", role: "group", "aria-label": "Which of its values" }, ...buttons);
}
