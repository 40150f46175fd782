import { DataDriverError, type FunctionSchema, type JsonValue } from "data-driver";
import { showAbout, showHead, showNameless } from "./about.ts";
import { countOf, parseBytes, toBase64, toHex } from "./bytes.ts";
import { copies } from "./copy.ts";
import { curlCommand } from "./curl.ts";
import { byId, h } from "./dom.ts";
import { Drivers, fetched } from "./drivers.ts";
import { Dump } from "./dump.ts";
import { Form } from "./form.ts";
import { fromFragment, type Link, toFragment } from "./link.ts";
import { Marks } from "./marks.ts";
import { Names } from "./names.ts";
import { ownersIn } from "./owners.ts";
import { inWords, isWithin } from "./pointer.ts";
import { openSession, type Session } from "./session.ts";
import { blank, type Shape, shapeOf } from "./shape.ts";
import { type Subject, typeOf } from "./subject.ts";
import { Tree } from "./tree.ts";

/** Pauses in milliseconds after which typing has an effect. */
const ENCODE_AFTER = 60;
const MARK_AFTER = 250;
const LINK_AFTER = 400;

/** The longest fragment; programs that pass links on may cut off what is longer. */
const MOST_LINK = 32_000;

/** The page: what follows from what a person does. In one piece, since all of it is about the same few facts. */
export class App {
  #drivers: Drivers | undefined;
  #session: Session | undefined;
  #subject: Subject | undefined;
  #shape: Shape | undefined;
  #bytes: Uint8Array | undefined;
  /** Whether the value is written as JSON, because it is wanted or because there is no schema. */
  #asJson = false;
  /** Counts what was asked for, so that late answers to earlier questions are dropped. */
  #turn = 0;
  /** The places that a person has changed: only there a mistake is pointed out. */
  #touched: string[] = [];
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The rest of a link whose driver is still to come. */
  #waiting: Link | undefined;

  readonly #form = new Form((pointer) => {
    this.#touched.push(pointer);
    this.#encodeSoon();
  });
  readonly #tree = new Tree();
  readonly #dump = new Dump((pointer) => this.#marks.point(pointer));
  readonly #marks = new Marks(this.#dump, () => (this.#subject?.what === "input" ? this.#form : this.#tree), () => this.#label());
  readonly #names = new Names((subject) => this.#choose(subject));

  async start(): Promise<void> {
    byId("form").append(this.#form.element);
    byId("tree").append(this.#tree.element);
    byId("dump").append(this.#dump.element);
    this.#listen();
    try {
      this.#drivers = await Drivers.list();
    } catch (error) {
      this.#fail(error);
      return;
    }
    byId("ours").append(
      ...this.#drivers.all.map(({ name, title, doc }) => {
        const button = h("button", { type: "button", dataset: { driver: name }, "aria-pressed": false }, h("strong", {}, title), h("span", {}, doc));
        button.addEventListener("click", () => void this.#openOurs(name));
        return button;
      }),
    );
    await this.#follow(fromFragment(location.hash), true);
  }

  #listen(): void {
    const file = byId<HTMLInputElement>("file");
    file.addEventListener("change", () => {
      void this.#openFile(file.files?.[0]);
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
      void this.#openFile(event.dataTransfer?.files[0]);
    });
    byId("remote").addEventListener("submit", (event) => {
      event.preventDefault();
      const { value } = byId<HTMLInputElement>("url");
      if (value) void this.#openUrl(value);
    });
    addEventListener("hashchange", () => void this.#follow(fromFragment(location.hash)));

    byId("as-form").addEventListener("click", () => void this.#write(false));
    byId("as-json").addEventListener("click", () => void this.#write(true));
    byId("clear").addEventListener("click", () => this.#show(this.#subject!));
    byId("json").addEventListener("input", () => this.#encodeSoon());
    byId("paste").addEventListener("input", () => this.#after("paste", ENCODE_AFTER, () => void this.#readPasted()));
    const examples = byId<HTMLSelectElement>("examples");
    examples.addEventListener("change", () => {
      const { what, name } = this.#subject!;
      const vector = this.#session!.vectors.filter((one) => one.what === what && one.name === name)[Number(examples.value)];
      if (vector) this.#show(this.#subject!, what === "input" ? { json: vector.json } : { bytes: vector.bytes });
      examples.value = "";
    });

    copies(byId("share"), () => {
      this.#writeLink(true);
      return location.href;
    });
    copies(byId("copy-hex"), () => toHex(this.#bytes ?? new Uint8Array()));
    copies(byId("copy-base64"), () => toBase64(this.#bytes ?? new Uint8Array()));
    copies(byId("copy-curl"), () => curlCommand(this.#session?.schema.name, this.#function() ?? { name: this.#subject!.name }, this.#bytes ?? new Uint8Array()));

    for (const element of [this.#form.element, this.#tree.element]) {
      const pointerAt = (target: EventTarget | null) => (target as HTMLElement).closest<HTMLElement>("[data-pointer]")?.dataset.pointer;
      element.addEventListener("pointerover", ({ target }) => this.#marks.point(pointerAt(target)));
      element.addEventListener("pointerleave", () => this.#marks.point(undefined));
      element.addEventListener("focusin", ({ target }) => this.#marks.point(pointerAt(target), true));
      element.addEventListener("focusout", () => this.#marks.point(undefined));
    }

    const wide = matchMedia("(min-width: 64rem)");
    const unfold = () => (byId<HTMLDetailsElement>("contents").open = wide.matches);
    wide.addEventListener("change", unfold);
    unfold();
  }

  // Loading a driver.

  async #openOurs(name: string): Promise<void> {
    await this.#open(name, () => this.#drivers!.bytes(name), { name });
  }

  async #openFile(file: File | undefined): Promise<void> {
    if (file) await this.#open(file.name, async () => new Uint8Array(await file.arrayBuffer()));
  }

  async #openUrl(url: string): Promise<void> {
    await this.#open(url, async () => new Uint8Array(await (await fetched(url)).arrayBuffer()), { url });
  }

  async #open(label: string, bytes: () => Promise<Uint8Array<ArrayBuffer>>, link?: Session["link"]): Promise<void> {
    const turn = ++this.#turn;
    byId("trouble").textContent = "";
    document.body.classList.add("loading");
    let session: Session;
    try {
      session = await openSession(label, await bytes(), link);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error, label);
      return;
    } finally {
      if (turn === this.#turn) document.body.classList.remove("loading");
    }
    if (turn !== this.#turn) {
      session.close();
      return;
    }
    this.#session?.close();
    this.#session = session;
    for (const button of byId("ours").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String("name" in session.link && button.dataset.driver === session.link.name));
    }
    showAbout(session);
    this.#names.show(session.schema);
    byId("notice").hidden = true;

    const waiting = this.#waiting;
    this.#waiting = undefined;
    const first = waiting?.name !== undefined ? (waiting as Required<Subject>) : this.#names.first();
    if (first) this.#show({ what: first.what, name: first.name }, waiting ?? {});
    else this.#showNothing();
  }

  #fail(error: unknown, label?: string): void {
    const message = error instanceof Error ? error.message : String(error);
    byId("trouble").textContent = label ? `${label}: ${message}` : message;
  }

  // Choosing what to show.

  #choose(subject: Subject): void {
    this.#show(subject);
    // Where the list covers the page, it makes room.
    if (!matchMedia("(min-width: 64rem)").matches) {
      byId<HTMLDetailsElement>("contents").open = false;
      byId("work").focus();
    }
  }

  #function(): FunctionSchema | undefined {
    return this.#session?.schema.functions?.find(({ name }) => name === this.#subject?.name);
  }

  #shapeFor(subject: Subject): Shape | undefined {
    const { schema } = typeOf(this.#session!.schema, subject);
    if (!schema) return undefined;
    const shape = shapeOf(schema, this.#session!.schema.$defs ?? {});
    const params = subject.what === "input" ? (this.#function()?.params ?? []) : [];
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

  /** Shows a function's arguments or result or an event's data: what is given, or to be filled in. */
  #show(subject: Subject, given: Pick<Link, "json" | "bytes"> = {}): void {
    this.#turn++;
    this.#subject = subject;
    this.#touched = [];
    this.#bytes = undefined;
    this.#shape = this.#shapeFor(subject);
    this.#names.mark(subject);
    showHead(this.#session!.schema, subject, (other) => this.#show(other));
    byId("current").textContent = subject.name;
    byId("columns").hidden = false;

    const isInput = subject.what === "input";
    byId("columns").classList.toggle("decoding", !isInput);
    this.#asJson = isInput && (!this.#shape || this.#asJson);
    const { type } = typeOf(this.#session!.schema, subject);
    const untyped = byId("untyped");
    untyped.hidden = this.#shape !== undefined;
    untyped.textContent = isInput
      ? `This driver’s schema names types and does not describe them, so there is no form: write the value as JSON. ${type ? `Its type is ${type}.` : ""}`
      : "This driver’s schema names types and does not describe them, so the value is shown as JSON.";
    for (const id of ["as-form", "as-json"]) byId(id).parentElement!.hidden = !isInput || !this.#shape;
    byId("clear").hidden = !isInput;
    byId("copy-curl").hidden = !isInput;
    this.#showExamples();

    byId<HTMLTextAreaElement>("paste").value = isInput ? "" : (given.bytes ?? "");
    byId("paste-note").textContent = "";
    this.#tree.clear();
    this.#showBytes(undefined);
    this.#say("");
    if (isInput) {
      const value = this.#shape ? blank(this.#shape) : null;
      if (this.#shape) this.#form.show(this.#shape, this.#label(), value);
      byId<HTMLTextAreaElement>("json").value = given.json ?? JSON.stringify(value, null, 2);
      this.#layOut();
      if (given.json !== undefined) void this.#readJson(given.json);
      else if (given.bytes !== undefined) {
        byId<HTMLTextAreaElement>("paste").value = given.bytes;
        void this.#readPasted();
      } else void this.#encode();
    } else {
      this.#layOut();
      void this.#readPasted();
    }
  }

  #showNothing(): void {
    byId("columns").hidden = true;
    showNameless();
  }

  #showExamples(): void {
    const { what, name } = this.#subject!;
    const vectors = this.#session!.vectors.filter((one) => one.what === what && one.name === name && one.bytes);
    const examples = byId<HTMLSelectElement>("examples");
    examples.hidden = !vectors.length;
    examples.replaceChildren(
      h("option", { value: "" }, "Examples"),
      ...this.#session!.vectors
        .filter((one) => one.what === what && one.name === name)
        .map((vector, index) => h("option", { value: String(index) }, vector.case ? `${name}, ${vector.case}` : name)),
    );
  }

  /** Shows the form, the JSON text or the decoded value, whichever it is. */
  #layOut(): void {
    const isInput = this.#subject!.what === "input";
    const asJson = isInput ? this.#asJson : !this.#shape;
    byId("form").hidden = !isInput || asJson;
    byId("tree").hidden = isInput || asJson;
    byId("json-box").hidden = !asJson;
    byId<HTMLTextAreaElement>("json").readOnly = !isInput;
    byId("as-form").setAttribute("aria-pressed", String(!asJson));
    byId("as-json").setAttribute("aria-pressed", String(asJson));
  }

  // Writing a value.

  /** Goes on as JSON or with the form. */
  async #write(asJson: boolean): Promise<void> {
    if (asJson === this.#asJson || !this.#shape) return;
    const json = byId<HTMLTextAreaElement>("json");
    if (asJson) json.value = JSON.stringify(this.#form.value, null, 2);
    else if (this.#bytes) this.#form.show(this.#shape, this.#label(), await this.#session!.driver.decodeInput(this.#subject!.name, this.#bytes));
    this.#asJson = asJson;
    this.#layOut();
    await this.#encode();
  }

  /** Fills the form in with what a JSON text says, which the driver reads, so that no digit is lost. */
  async #readJson(json: string): Promise<void> {
    const turn = this.#turn;
    const { name } = this.#subject!;
    try {
      const bytes = await this.#session!.driver.encodeInputJson(name, json);
      const value = await this.#session!.driver.decodeInput(name, bytes);
      if (turn !== this.#turn) return;
      if (this.#shape) this.#form.show(this.#shape, this.#label(), value);
      byId<HTMLTextAreaElement>("json").value = JSON.stringify(value, null, 2);
    } catch {
      // It is shown as it is, with what is wrong.
      if (turn !== this.#turn) return;
      this.#asJson = true;
      this.#layOut();
    }
    await this.#encode();
  }

  #encodeSoon(): void {
    this.#turn++;
    this.#after("encode", ENCODE_AFTER, () => void this.#encode());
  }

  async #encode(): Promise<void> {
    const turn = ++this.#turn;
    const { name } = this.#subject!;
    const json = this.#asJson ? byId<HTMLTextAreaElement>("json").value : JSON.stringify(this.#form.value);
    try {
      const bytes = await this.#session!.driver.encodeInputJson(name, json);
      if (turn !== this.#turn) return;
      this.#form.showError();
      this.#note("json-note", "");
      this.#showBytes(bytes);
      this.#say("");
      this.#markSoon();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#showNoBytes();
      this.#showMistake(error);
    }
    this.#linkSoon();
  }

  /** Says what is wrong with the value, at the field that it is about if a person has been there. */
  #showMistake(error: unknown): void {
    const { message, pointer } = factsOf(error);
    this.#form.showError();
    if (this.#asJson) {
      this.#note("json-note", `${pointer ? `${inWords(pointer)}: ` : ""}${message}`, true);
      this.#say("There are no bytes until the JSON is a value of the type.");
      return;
    }
    const place = this.#form.nearest(pointer ?? "");
    const isKnown = this.#touched.some((touched) => isWithin(touched, place) || isWithin(place, touched));
    if (isKnown) this.#form.showError(place, message);
    const go = h("button", { type: "button", className: "link" }, inWords(place) || this.#label());
    go.addEventListener("click", () => this.#form.focus(place));
    this.#say(isKnown ? "There are no bytes yet. See " : "Next is ", go, isKnown ? "." : `: ${message}.`);
  }

  // Reading bytes.

  async #readPasted(): Promise<void> {
    const turn = ++this.#turn;
    const { what, name } = this.#subject!;
    const text = byId<HTMLTextAreaElement>("paste").value.trim();
    const isInput = what === "input";
    if (!text && isInput) {
      this.#note("paste-note", "");
      return;
    }
    if (!text && !isInput) {
      this.#note("paste-note", "");
      this.#tree.clear();
      byId<HTMLTextAreaElement>("json").value = "";
      this.#showBytes(undefined);
      this.#say(`Paste the bytes of ${what === "event" ? "an event" : "a result"} to read them.`);
      this.#linkSoon();
      return;
    }
    let bytes: Uint8Array<ArrayBuffer> | undefined;
    try {
      bytes = parseBytes(text).bytes;
      const { driver } = this.#session!;
      const value = await (isInput ? driver.decodeInput(name, bytes) : what === "output" ? driver.decodeOutput(name, bytes) : driver.decodeEvent(name, bytes));
      if (turn !== this.#turn) return;
      this.#note("paste-note", "");
      byId<HTMLTextAreaElement>("json").value = JSON.stringify(value, null, 2);
      if (!isInput) {
        if (this.#shape) this.#tree.show(this.#shape, this.#label(), value);
        this.#showBytes(bytes);
        this.#say("");
        this.#markSoon(value);
        this.#linkSoon();
        return;
      }
      if (this.#shape) this.#form.show(this.#shape, this.#label(), value);
      await this.#encode();
      if (this.#bytes && toHex(this.#bytes) !== toHex(bytes)) {
        this.#note("paste-note", "These bytes mean the value shown, but it is encoded with others, which are below.");
      }
    } catch (error) {
      if (turn !== this.#turn && isInput) return;
      this.#note("paste-note", factsOf(error).message, true);
      if (isInput) return;
      this.#tree.clear();
      byId<HTMLTextAreaElement>("json").value = "";
      this.#showBytes(bytes);
      this.#say("");
    }
  }

  // Showing bytes, and what they are for.

  #showBytes(bytes: Uint8Array | undefined): void {
    this.#setBytes(bytes);
    this.#dump.show(bytes ?? new Uint8Array());
    this.#marks.show(undefined);
  }

  /** The value has no bytes at the moment; those that it had are still to be seen. */
  #showNoBytes(): void {
    this.#setBytes(undefined);
    this.#marks.show(undefined);
    this.#dump.fade();
  }

  #setBytes(bytes: Uint8Array | undefined): void {
    this.#bytes = bytes;
    byId("size").textContent = bytes ? countOf(bytes.length) : "";
    for (const id of ["copy-hex", "copy-base64", "copy-curl"]) byId<HTMLButtonElement>(id).disabled = !bytes;
  }

  #markSoon(value?: JsonValue): void {
    const turn = this.#turn;
    this.#after("mark", MARK_AFTER, () => {
      if (turn === this.#turn) void this.#mark(turn, value);
    });
  }

  /** Marks in the bytes which places of the value they are for. */
  async #mark(turn: number, value?: JsonValue): Promise<void> {
    const isWanted = () => turn === this.#turn;
    try {
      const owners = await ownersIn(this.#session!, this.#subject!, this.#shape, this.#bytes!, value, isWanted);
      if (owners && isWanted()) this.#marks.show(owners);
    } catch {
      if (isWanted()) this.#say("Which bytes are for what is not known: the driver fails on changed bytes.");
    }
  }

  #say(...content: (Node | string)[]): void {
    const status = byId("status");
    status.replaceChildren(...content);
    status.dataset.mistake = String(content.some((one) => one !== ""));
  }

  #note(id: string, text: string, isWrong = false): void {
    byId(id).textContent = text;
    byId(id).classList.toggle("wrong", isWrong);
    const control = byId(id === "json-note" ? "json" : "paste");
    if (isWrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }

  // Links.

  /** Shows what a link says. It loads nothing from elsewhere before a person agrees. */
  async #follow(link: Link, isFirst = false): Promise<void> {
    if (toFragment(link) === this.#written) return;
    this.#waiting = link.driver ? link : undefined;
    const { driver } = link;
    byId("notice").hidden = true;
    if (!driver) {
      const [first] = this.#drivers!.all;
      if (!first || !isFirst) return;
      await this.#openOurs(first.name);
      // A page that shows something says more than an empty one.
      const example = this.#session?.vectors.find((one) => one.what === "input" && one.name === this.#subject?.name && one.case === "example");
      if (example) this.#show(this.#subject!, { json: example.json });
      return;
    }
    if ("name" in driver) {
      if (this.#drivers!.get(driver.name)) await this.#openOurs(driver.name);
      else this.#fail(new Error(`this link is about a driver ${driver.name}, which is not here`));
      return;
    }
    const button = h("button", { type: "button", className: "primary" }, "url" in driver ? "Load it" : "Choose the file");
    if ("url" in driver) {
      button.addEventListener("click", () => void this.#openUrl(driver.url));
      this.#notice(["This link is about a driver at ", h("strong", {}, driver.url), ". Nothing has been loaded from there. It runs in a worker of your browser and reaches nothing."], button);
    } else {
      button.addEventListener("click", () => byId("file").click());
      this.#notice(["This link is about the file ", h("strong", {}, driver.file), ", which it does not hold. Drop it here to go on. Its integrity is ", h("code", {}, driver.integrity), "."], button);
    }
  }

  #notice(content: (Node | string)[], button: HTMLButtonElement): void {
    byId("notice").replaceChildren(h("p", {}, ...content), button);
    byId("notice").hidden = false;
    byId("columns").hidden = true;
    byId("subject").replaceChildren();
    button.focus();
  }

  #written: string | undefined;

  #linkSoon(): void {
    this.#after("link", LINK_AFTER, () => this.#writeLink());
  }

  /** Puts what is shown into the page's address. */
  #writeLink(isAsked = false): void {
    if (!this.#session || !this.#subject) return;
    const { what } = this.#subject;
    const json = this.#asJson ? byId<HTMLTextAreaElement>("json").value : JSON.stringify(this.#form.value);
    const link: Link = { driver: this.#session.link, ...this.#subject };
    if (what === "input") link.json = json;
    else if (this.#bytes) link.bytes = toHex(this.#bytes);
    this.#written = toFragment(link);
    if (this.#written.length > MOST_LINK) {
      this.#written = toFragment({ driver: this.#session.link, ...this.#subject });
      if (isAsked) this.#say("The value is too long for a link, which leaves it out.");
    }
    history.replaceState(null, "", `#${this.#written}`);
  }

  #after(what: string, pause: number, act: () => void): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.set(what, setTimeout(act, pause));
  }
}

/** What an error says, without the place, which is where it is shown. */
function factsOf(error: unknown): { message: string; pointer?: string } {
  if (!(error instanceof DataDriverError)) return { message: error instanceof Error ? error.message : String(error) };
  const { expected, found, pointer } = error;
  const message = expected !== undefined && found !== undefined ? `expected ${expected}, found ${found}` : error.message;
  return { message, ...(pointer !== undefined && { pointer }) };
}
