import type { DataDriverError, FunctionSchema, JsonValue } from "data-driver";
import { showHead } from "./about.ts";
import { asWritten } from "./asWritten.ts";
import { toHex } from "./bytes.ts";
import { BytesPanel } from "./bytesPanel.ts";
import { curlCommand } from "./curl.ts";
import { byId, h } from "./dom.ts";
import type { Draft } from "./drafts.ts";
import { type Example, examplesOf } from "./examples.ts";
import { Marks } from "./marks.ts";
import { mistakesIn } from "./mistakes.ts";
import { MOST_BYTES, ownersIn } from "./owners.ts";
import { inWords, isWithin } from "./pointer.ts";
import { hasSamples, MOST_SEEDS, nextSample } from "./samples.ts";
import { SECONDS, type Session } from "./session.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { isInput, type Subject, typeOf } from "./subject.ts";
import { Timers } from "./timers.ts";
import { ValuePanel } from "./valuePanel.ts";
import { failureOf, isFailure, valueMistake } from "./words.ts";

/** Pauses in milliseconds after which typing has an effect. */
const ENCODE_AFTER = 60;
const MARK_AFTER = 250;

/** Where the bytes stay in view beside a long form. */
const SIDE_BY_SIDE = matchMedia("(min-width: 68rem)");

/** What others do about what happens here. */
export interface SubjectEvents {
  /** The value has been changed by a person. */
  edited(): void;
  /** The value or its bytes have changed, by whomever. */
  changed(): void;
  /** Another of the function's values is wanted. */
  choose(subject: Subject): void;
  /** The whole value is to be replaced, by an example or by nothing. */
  replace(example?: Example): void;
  /** Or by a made-up one. */
  sample(): void;
}

/** A function's arguments or result or an event's data: its value, its bytes and what ties them together. */
export class SubjectView {
  #session: Session | undefined;
  #subject: Subject | undefined;
  #shape: Shape | undefined;
  /** Counts what was asked for, so that late answers to earlier questions are dropped. */
  #turn = 0;
  /** The places that a person has changed: only there a mistake is pointed out. */
  #touched: string[] = [];
  /** Whether what is shown is a made-up value that nobody has changed. */
  #isSample = false;
  /** The last value that had bytes. */
  #good: JsonValue | undefined;
  /** The next seed for each function that made-up values were asked for. */
  readonly #seeds = new Map<string, number>();
  readonly #timers = new Timers();
  readonly #events: SubjectEvents;
  readonly #value: ValuePanel;
  readonly #bytes: BytesPanel;
  readonly #marks: Marks;

  constructor(events: SubjectEvents) {
    this.#events = events;
    this.#value = new ValuePanel({
      edited: (pointer) => {
        this.#touched.push(pointer ?? "");
        this.#isSample = false;
        events.edited();
        this.#encodeSoon();
      },
      asJson: (isWanted) => void this.#write(isWanted),
      clear: () => events.replace(),
      example: (example) => events.replace(example),
      sample: () => events.sample(),
    });
    this.#bytes = new BytesPanel(
      (pointer) => this.#marks.point(pointer, SIDE_BY_SIDE.matches ? "bytes" : undefined),
      (bytes) => curlCommand(this.#session?.schema.name, this.#function() ?? { name: this.#subject!.name }, bytes),
    );
    this.#marks = new Marks(this.#bytes.dump, () => (isInput(this.#subject) ? this.#value.form : this.#value.tree), () => this.#label(), (text) => this.#bytes.say(text, true));
    for (const element of [this.#value.form.element, this.#value.tree.element]) {
      const pointerAt = (target: EventTarget | null) => (target as HTMLElement).closest<HTMLElement>("[data-pointer]")?.dataset.pointer;
      element.addEventListener("pointerover", ({ target }) => this.#marks.point(pointerAt(target), "value"));
      element.addEventListener("pointerleave", () => this.#marks.point(undefined));
      element.addEventListener("focusin", ({ target }) => this.#marks.point(pointerAt(target), "value"));
      element.addEventListener("focusout", () => this.#marks.point(undefined));
    }
  }

  get bytes(): Uint8Array | undefined {
    return this.#bytes.bytes;
  }

  /** Whether a person has written something here. */
  get isWritten(): boolean {
    return this.#touched.length > 0;
  }

  /** Whether what is shown is a made-up value. */
  get isSample(): boolean {
    return this.#isSample;
  }

  /** A made-up value, another one each time: what the form is to show. Nothing where the next seeds have none. */
  async sample(): Promise<Partial<Draft> | undefined> {
    const key = JSON.stringify([this.#session!.key, this.#subject!.name]);
    const from = this.#seeds.get(key) ?? 0;
    const found = await nextSample(this.#session!, this.#subject!.name, from);
    this.#seeds.set(key, found ? found.seed + 1 : from + MOST_SEEDS);
    if (!found) return undefined;
    const { value, isTaken } = found;
    // What is wrong with one is said as if a person had written it.
    const common = { isSample: true as const, touched: isTaken ? [] : [""] };
    return this.#value.asJson ? { json: JSON.stringify(value, null, 2), asJson: true, ...common } : { value, ...common };
  }

  /** What a person has written here; `paste` stands elsewhere. */
  draft(paste: string): Draft {
    return {
      paste,
      asJson: this.#value.asJson,
      json: this.#value.text,
      touched: [...this.#touched],
      ...(this.#isSample && { isSample: true as const }),
      ...(this.#shape && isInput(this.#subject) && !this.#value.asJson && { value: structuredClone(this.#value.form.value) }),
    };
  }

  /** The JSON text of the arguments. */
  get json(): string {
    return this.#value.text;
  }

  /** Makes room for the subject, and shows what was written there before. */
  async show(session: Session, subject: Subject, draft?: Partial<Draft>): Promise<void> {
    const turn = ++this.#turn;
    // What was typed a moment ago is no longer shown: encoding it would pass for what is asked for now.
    this.#timers.cancel("encode");
    this.#session = session;
    this.#subject = subject;
    this.#shape = this.#shapeFor(subject);
    this.#touched = draft?.touched ? [...draft.touched] : [];
    this.#isSample = draft?.isSample ?? false;
    this.#good = undefined;
    showHead(session.schema, subject, (other) => this.#events.choose(other));
    byId("columns").classList.toggle("decoding", !isInput(subject));
    this.#value.prepare(isInput(subject), this.#shape, this.#label(), examplesOf(session.vectors, subject), isInput(subject) && hasSamples(session, subject.name), typeOf(session.schema, subject).type);
    this.#value.note("");
    this.#marks.show(undefined);
    byId("empty").hidden = true;
    byId("columns").hidden = false;
    if (!isInput(subject)) {
      this.showNothing(!draft?.paste);
      return;
    }
    if (draft?.value !== undefined && this.#shape) {
      this.#value.layOut(false);
      this.#value.fill(draft.value);
    } else if (draft?.json !== undefined) {
      await this.#fillFrom(draft.json, draft.asJson);
      if (turn !== this.#turn) return;
    }
    await this.#encode();
  }

  /** A result or event whose bytes are still to come. `isAsked` says so, and shows examples. */
  showNothing(isAsked = true): void {
    this.#turn++;
    const subject = this.#subject!;
    byId("columns").hidden = true;
    this.#bytes.showNone();
    const empty = byId("empty");
    empty.hidden = !isAsked;
    const name = h("code", {}, subject.name);
    const what = subject.what === "event" ? ["of a ", name, " event"] : ["of a result of ", name];
    const examples = examplesOf(this.#session!.vectors, subject).map((example) => {
      const button = h("button", { type: "button" }, example.label);
      button.addEventListener("click", () => this.#events.replace(example));
      return button;
    });
    empty.replaceChildren(
      h("p", {}, "Paste the bytes ", ...what, " above to see what they mean", examples.length ? ", or read an example:" : "."),
      ...(examples.length ? [h("div", { className: "offers" }, ...examples)] : []),
    );
  }

  /**
   * Shows what the bytes mean; rejects where they mean nothing here. Gives a remark, where there is
   * something to be said about them.
   */
  async read(bytes: Uint8Array): Promise<string> {
    const turn = ++this.#turn;
    const { what, name } = this.#subject!;
    const { driver } = this.#session!;
    const value = await (what === "input" ? driver.decodeInput(name, bytes) : what === "output" ? driver.decodeOutput(name, bytes) : driver.decodeEvent(name, bytes));
    if (turn !== this.#turn) return "";
    byId("empty").hidden = true;
    byId("columns").hidden = false;
    if (what !== "input") {
      this.#value.read(value);
      this.#bytes.show(bytes);
      this.#markSoon(value);
      this.#events.changed();
      return "";
    }
    this.#touched = [];
    this.#isSample = false;
    this.#value.json = JSON.stringify(value, null, 2);
    this.#value.fill(value);
    await this.#encode();
    const again = this.#bytes.bytes;
    return again && toHex(again) !== toHex(bytes) ? "The value is right, and is encoded with other bytes than these, which are below." : "";
  }

  // What is shown.

  #function(): FunctionSchema | undefined {
    return this.#session?.schema.functions?.find(({ name }) => name === this.#subject?.name);
  }

  #shapeFor(subject: Subject): Shape | undefined {
    const { schema } = typeOf(this.#session!.schema, subject);
    if (!schema) return undefined;
    const shape = shapeOf(schema, this.#session!.schema.$defs ?? {});
    const params = isInput(subject) ? (this.#function()?.params ?? []) : [];
    // Several parameters are a tuple, whose places have their names.
    if (shape.kind === "tuple" && params.length === shape.parts.length) {
      return { ...shape, parts: shape.parts.map((part, i) => ({ ...part, name: params[i]!.name })) };
    }
    return shape;
  }

  #label(): string {
    const { what, name } = this.#subject!;
    if (what !== "input") return what === "event" ? name : "result";
    return this.#function()?.params?.[0]?.name ?? "value";
  }

  // Writing a value.

  /** Goes on as JSON or with the form. A text that is no value stays, since the form could not hold it. */
  async #write(asJson: boolean): Promise<void> {
    if (asJson === this.#value.asJson || !this.#shape) return;
    if (isInput(this.#subject)) {
      if (asJson) this.#value.json = this.#value.text;
      else {
        const turn = ++this.#turn;
        const value = await this.#valueOf(this.#value.json).catch(() => undefined);
        if (turn !== this.#turn) return;
        if (value === undefined) {
          await this.#encode("The form opens when this is right: ");
          return;
        }
        this.#value.fill(value);
      }
    }
    this.#value.layOut(asJson);
    if (isInput(this.#subject)) await this.#encode();
  }

  /** What a JSON text says, as the driver reads it, so that no digit is lost, and what it only takes as it was written. */
  async #valueOf(json: string): Promise<JsonValue> {
    const { name } = this.#subject!;
    const { driver } = this.#session!;
    const shape = this.#shape;
    const value = await driver.decodeInput(name, await driver.encodeInputJson(name, json));
    return asWritten(shape, JSON.parse(json) as JsonValue, value);
  }

  /** Fills the form in with what a JSON text says; a text that is no value is shown as it is, with what is wrong. */
  async #fillFrom(json: string, asJson = false): Promise<void> {
    const turn = this.#turn;
    const value = await this.#valueOf(json).catch(() => undefined);
    if (turn !== this.#turn) return;
    if (value !== undefined) this.#value.fill(value);
    this.#value.json = value !== undefined && !asJson ? JSON.stringify(value, null, 2) : json;
    this.#value.layOut(asJson || value === undefined);
  }

  #encodeSoon(): void {
    this.#turn++;
    this.#timers.after("encode", ENCODE_AFTER, () => void this.#encode());
  }

  async #encode(before = ""): Promise<void> {
    const turn = ++this.#turn;
    const { name } = this.#subject!;
    const { driver } = this.#session!;
    try {
      const bytes = await driver.encodeInputJson(name, this.#value.text);
      if (turn !== this.#turn) return;
      if (!this.#value.asJson) this.#good = structuredClone(this.#value.form.value);
      this.#value.form.showMistakes(new Map());
      this.#value.note("");
      this.#bytes.show(bytes);
      this.#marks.show(undefined);
      this.#markSoon();
    } catch (error) {
      if (turn !== this.#turn) return;
      await this.#showMistake(error, turn, before);
    }
    if (turn === this.#turn) this.#events.changed();
  }

  /** Says what is wrong: at the fields that it is about, if a person has been there, or below the JSON text. */
  async #showMistake(error: unknown, turn: number, before: string): Promise<void> {
    this.#marks.show(undefined);
    if (isFailure(error)) {
      this.#value.form.showMistakes(new Map());
      this.#value.note("");
      this.#bytes.showNone(failureOf(error, SECONDS));
      return;
    }
    const first = error as DataDriverError;
    if (this.#value.asJson) {
      this.#value.note(`${before}${first.pointer ? `${inWords(first.pointer)}: ` : ""}${valueMistake(first)}`);
      this.#bytes.showNone("No bytes until the JSON is right.");
      return;
    }
    const { name } = this.#subject!;
    const examples = this.#session!.vectors.filter((one) => one.what === "input" && one.name === name).map(({ json }) => JSON.parse(json) as JsonValue);
    const good = [...(this.#good === undefined ? [] : [this.#good]), ...examples];
    const all = await mistakesIn(this.#value.form.value, first, good, (value) => this.#session!.driver.encodeInputJson(name, JSON.stringify(value)));
    if (turn !== this.#turn) return;
    const isKnown = (place: string) => this.#touched.some((touched) => isWithin(touched, place) || isWithin(place, touched));
    const places = [...all].map(([pointer, message]) => [this.#value.form.nearest(pointer), message] as const);
    const wrong = new Map(places.filter(([place]) => isKnown(place)));
    this.#value.form.showMistakes(wrong);
    const links = (among: string[]) =>
      among.flatMap((place, index) => {
        const go = h("button", { type: "button", className: "link" }, inWords(place) || this.#label());
        go.addEventListener("click", () => this.#value.form.focus(place));
        return index ? [", ", go] : [go];
      });
    // What is wrong is said at the field; here is only where that is.
    if (wrong.size) this.#bytes.showNone("No bytes until this is right: ", ...links([...wrong.keys()]));
    else this.#bytes.showNone("No bytes yet. To be filled in: ", ...links([...new Set(places.map(([place]) => place))]));
  }

  // What the bytes are for.

  #markSoon(value?: JsonValue): void {
    const turn = this.#turn;
    this.#timers.after("mark", MARK_AFTER, () => {
      if (turn === this.#turn) void this.#mark(turn, value);
    });
  }

  /** Marks in the bytes which places of the value they are for. */
  async #mark(turn: number, value?: JsonValue): Promise<void> {
    const isWanted = () => turn === this.#turn;
    if (this.#bytes.bytes!.length > MOST_BYTES) {
      this.#bytes.say(`Which bytes are for what is looked for up to ${MOST_BYTES.toLocaleString("en")} bytes, and here are more.`);
      return;
    }
    try {
      const owners = await ownersIn(this.#session!, this.#subject!, this.#shape, this.#bytes.bytes!, value, isWanted);
      if (owners && isWanted()) this.#marks.show(owners);
    } catch {
      if (isWanted()) this.#bytes.say("Which bytes are for what is not known: the driver fails on changed bytes.");
    }
  }
}
