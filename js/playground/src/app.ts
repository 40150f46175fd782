import { showAbout, showNameless } from "./about.ts";
import { Address } from "./address.ts";
import { Asking } from "./asking.ts";
import { toHex } from "./bytes.ts";
import type { Source } from "./candidates.ts";
import { checked, OtherFile } from "./checked.ts";
import { copies } from "./copy.ts";
import { discover, refusalOf } from "./discover.ts";
import { byId, h } from "./dom.ts";
import type { Draft } from "./drafts.ts";
import { DriverMenu } from "./driverMenu.ts";
import { Drivers, fetched } from "./drivers.ts";
import { type Example, examplesOf } from "./examples.ts";
import { firstOf } from "./first.ts";
import { fromFragment, type Link } from "./link.ts";
import { Names } from "./names.ts";
import { Picker } from "./picker.ts";
import { Reading } from "./reading.ts";
import type { Session } from "./session.ts";
import { Sessions } from "./sessions.ts";
import { isInput, type Subject } from "./subject.ts";
import { SubjectView } from "./subjectView.ts";

/** The page: which driver and which of its functions or events is shown, and how one gets from one to another. */
export class App {
  #drivers: Drivers | undefined;
  #session: Session | undefined;
  #subject: Subject | undefined;
  #isPicked = false;
  /** Counts the drivers that were asked for, so that a late one is dropped. */
  #turn = 0;
  /** The made-up values that were asked for. */
  #sampling = Promise.resolve();
  /** A link whose driver is still to come. */
  #waiting: Link | undefined;
  readonly #sessions = new Sessions();
  readonly #address = new Address(() => this.#link());

  readonly #picker = new Picker();
  readonly #menu = new DriverMenu({
    ours: (name) => void this.#openOurs(name),
    file: (file) => void this.#openFile(file),
    url: (url) => void this.#openUrl(url),
  });
  readonly #names = new Names((subject) => this.#choose(subject));
  readonly #asking = new Asking((subject) => void this.#ask(subject));
  readonly #view = new SubjectView({
    edited: () => {
      this.#reading.forget();
      this.#keep();
    },
    changed: () => this.#keep(),
    choose: (subject) => this.#choose(subject),
    replace: (example) => void this.#replace(example),
    // One after the other, however fast they are asked for.
    sample: () => void (this.#sampling = this.#sampling.then(() => this.#sample())),
  });
  readonly #reading = new Reading({
    shown: () => ({ session: this.#session, subject: this.#subject, isPicked: this.#isPicked }),
    sources: () => this.#sources(),
    read: (bytes) => this.#read(bytes),
    open: (source, subject, isPicked) => this.#openReading(source, subject, isPicked),
    nothing: (isAsked) => {
      if (this.#subject && !isInput(this.#subject)) this.#view.showNothing(isAsked);
      this.#keep();
    },
  });

  async start(): Promise<void> {
    copies(byId("share"), () => {
      this.#address.write();
      return location.href;
    });
    try {
      this.#drivers = await Drivers.list();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#menu.list(this.#drivers.all);
    addEventListener("popstate", ({ state }) => void this.#goBackTo(state));
    await this.#follow(fromFragment(location.hash));
  }

  // Getting a driver.

  async #openOurs(name: string): Promise<void> {
    await this.#open(name, () => this.#ours(name));
  }

  #ours(name: string): Promise<Session> {
    return this.#sessions.ours(name, () => this.#drivers!.bytes(name));
  }

  async #openFile(file: File): Promise<void> {
    await this.#open(file.name, async () => {
      const meant = this.#waiting?.driver;
      const integrity = meant && "file" in meant ? meant.integrity : undefined;
      return this.#sessions.other(file.name, await checked(new Uint8Array(await file.arrayBuffer()), integrity, file.name));
    });
  }

  async #openUrl(url: string, integrity?: string): Promise<void> {
    await this.#open(url, async () => {
      const bytes = new Uint8Array(await (await fetched(url)).arrayBuffer());
      return this.#sessions.other(url, await checked(bytes, integrity, url), url);
    });
  }

  async #open(label: string, opening: () => Promise<Session>): Promise<void> {
    const turn = ++this.#turn;
    this.#menu.fail("");
    document.body.classList.add("loading");
    try {
      const session = await opening();
      if (turn === this.#turn) await this.#enter(session);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error, label);
    } finally {
      if (turn === this.#turn) document.body.classList.remove("loading");
    }
  }

  #fail(error: unknown, label?: string): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#menu.fail(label && !message.startsWith(label) ? `${label}: ${message}` : message);
    if (!(error instanceof OtherFile)) return;
    const go = h("button", { type: "button", className: "link" }, "Forget the link, and choose a driver");
    go.addEventListener("click", () => {
      this.#waiting = undefined;
      this.#menu.fail("");
      void this.#follow({});
    });
    byId("trouble").append(". ", go);
  }

  /** A driver has been loaded: what was asked for, what was there before or what people know first is shown. */
  async #enter(session: Session): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#address.write();
    this.#adopt(session);
    let trouble = "";
    if (waiting?.what && waiting.name !== undefined) {
      const subject = { what: waiting.what, name: waiting.name };
      const turn = this.#turn;
      trouble = await unknownIn(session, subject);
      if (turn !== this.#turn) return;
      if (!trouble) {
        await this.#go(subject, true, draftOf(waiting));
        await this.#readAgain();
        return;
      }
    }
    const first = firstOf(session.schema, session.vectors);
    if (!first) {
      this.#showNothing();
      if (trouble) this.#menu.fail(trouble);
      await this.#discover(session);
      return;
    }
    // Bytes of a link that does not say what they are.
    if (!trouble && waiting?.bytes !== undefined) {
      await this.#go(first, false, { paste: waiting.bytes });
      await this.#readAgain();
      return;
    }
    const [example] = examplesOf(session.vectors, first);
    // A page that shows something says more than an empty one.
    await this.#go(first, false, this.#address.latest(session, first) ?? (example && draftOf(example.vector)));
    await this.#reading.readAsShown();
    if (trouble) this.#menu.fail(trouble);
  }

  /** Makes it the driver that is shown. */
  #adopt(session: Session): void {
    if (session === this.#session) {
      this.#menu.open(false);
      return;
    }
    this.#session = session;
    this.#subject = undefined;
    const { link, schema, label } = session;
    this.#menu.chosen(schema.name ?? label, "name" in link ? link.name : undefined);
    showAbout(session);
    this.#names.show(schema);
    this.#asking.show(session.isNameless);
  }

  #showNothing(): void {
    this.#subject = undefined;
    byId("notice").hidden = true;
    byId("columns").hidden = true;
    byId("empty").hidden = true;
    this.#picker.tell(this.#session!.label, "name one");
    showNameless();
    if (this.#picker.isWide) this.#asking.focus();
  }

  /** Finds out what a driver knows that does not tell it. */
  async #discover(session: Session): Promise<void> {
    this.#asking.say("Looking for names in the file …");
    const isWanted = () => session === this.#session;
    try {
      const ours = await Promise.all(this.#drivers!.all.map(({ name }) => this.#ours(name).catch(() => undefined)));
      const likely = ours.flatMap((one) => [...(one?.schema.functions ?? []).map(({ name }) => name), ...(one?.schema.events ?? []).map(({ topic }) => topic)]);
      const { functions, events } = await discover(await session.probe(), likely, session.named(), isWanted);
      if (!isWanted()) return;
      const count = functions.length + events.length;
      this.#asking.say(count ? `${count} names that it knows were found.` : "No names were found in the file.");
      if (!count) return;
      session.schema = { ...session.schema, functions: functions.map((name) => ({ name })), events: events.map((topic) => ({ topic })) };
      this.#names.show(session.schema);
      if (this.#subject) this.#names.mark(this.#subject);
      else if (this.#reading.box.text) await this.#reading.read();
    } catch {
      if (isWanted()) this.#asking.say("No names were found: the driver breaks when it is asked about some.");
    }
  }

  // Choosing what to show.

  #choose(subject: Subject): void {
    this.#picker.close();
    this.#address.write();
    void this.#go(subject, true, this.#address.latest(this.#session!, subject)).then(() => this.#readAgain());
    if (!this.#picker.isWide) byId("work").focus();
  }

  /** A name that a person wrote: the driver says whether it knows it. */
  async #ask(subject: Subject): Promise<void> {
    const { driver } = this.#session!;
    this.#asking.suggest([]);
    const proposed = await refusalOf(driver, subject);
    if (proposed) {
      const known = this.#session!.schema;
      const names = [...(known.functions ?? []).map(({ name }) => name), ...(known.events ?? []).map(({ topic }) => topic)];
      this.#asking.say(`The driver knows no ${subject.what === "event" ? "event" : "function"} ${subject.name}.`);
      this.#asking.suggest(proposed.length ? proposed : names.filter((name) => name.includes(subject.name) || subject.name.includes(name)));
      return;
    }
    this.#asking.say("");
    this.#choose(subject);
  }

  /** The value is replaced by an example or by nothing; Back brings it back. */
  async #replace(example?: Example): Promise<void> {
    this.#address.write();
    await this.#go(this.#subject!, true, example ? draftOf(example.vector) : {});
    await this.#reading.readAsShown();
  }

  /** The value is replaced by a made-up one. Back brings back what a person wrote, past all that were looked at since. */
  async #sample(): Promise<void> {
    const subject = this.#subject;
    // Another driver may have been opened since it was asked for.
    if (!subject) return;
    const draft = await this.#view.sample();
    if (!draft || subject !== this.#subject) return;
    this.#address.write();
    if (!this.#view.isSample) this.#address.begin();
    await this.#show(subject, true, draft);
  }

  /**
   * Shows a function's arguments or result or an event's data, as a new step of the browser's history.
   * `isPicked` says that a person chose it, so that pasted bytes are taken for it.
   */
  async #go(subject: Subject, isPicked: boolean, draft: Partial<Draft> = {}): Promise<void> {
    this.#address.begin();
    await this.#show(subject, isPicked, draft);
  }

  /** Reads again what is in the box, where what is shown brought it along. */
  async #readAgain(): Promise<void> {
    if (this.#reading.box.text) await this.#reading.read();
  }

  async #show(subject: Subject, isPicked: boolean, draft: Partial<Draft>): Promise<void> {
    this.#reading.forget();
    this.#reading.box.text = draft.paste ?? "";
    await this.#reveal(subject, isPicked, draft);
  }

  async #reveal(subject: Subject, isPicked: boolean, draft: Partial<Draft>): Promise<void> {
    this.#subject = subject;
    this.#isPicked = isPicked;
    byId("notice").hidden = true;
    this.#menu.fail("");
    this.#names.mark(subject);
    const { schema, label } = this.#session!;
    this.#picker.tell(schema.name ?? label, subject.name);
    document.title = `${subject.name} · ${schema.name ?? label} · data-driver playground`;
    await this.#view.show(this.#session!, subject, draft);
    this.#keep();
  }

  // Reading bytes.

  /** The drivers that pasted bytes may be of: the open one, and ours if it is one of those. */
  async #sources(): Promise<Source[]> {
    const open = this.#session;
    const isOurs = !open || "name" in open.link;
    const others = isOurs ? await Promise.all(this.#drivers!.all.map(({ name }) => this.#ours(name).catch(() => undefined))) : [];
    const sessions = [open, ...others.filter((one) => one !== open)].filter((one) => one !== undefined);
    return sessions.map((session) => ({ key: session.key, schema: session.schema, vectors: session.vectors, reader: session.probe }));
  }

  async #read(bytes: Uint8Array): Promise<string> {
    const subject = this.#subject!;
    // What a person wrote into the form is a step to go back to.
    if (isInput(subject) && this.#view.isWritten) {
      this.#address.write();
      this.#address.begin();
    }
    return this.#view.read(bytes);
  }

  async #openReading({ key }: Source, subject: Subject, isPicked: boolean): Promise<void> {
    const isShown = key === this.#session?.key && subject.what === this.#subject?.what && subject.name === this.#subject.name;
    if (isShown) {
      this.#isPicked ||= isPicked;
      return;
    }
    const session = await this.#bySource(key);
    this.#address.write();
    this.#adopt(session);
    this.#address.begin();
    await this.#reveal(subject, isPicked, { paste: this.#reading.box.text });
  }

  async #bySource(key: string): Promise<Session> {
    if (key === this.#session?.key) return this.#session;
    const ours = await Promise.all(this.#drivers!.all.map(({ name }) => this.#ours(name).catch(() => undefined)));
    return ours.find((one) => one?.key === key)!;
  }

  // History and links.

  /** Keeps what is written, for when a person comes back. */
  #keep(): void {
    if (!this.#session || !this.#subject) return;
    const draft = this.#view.draft(this.#reading.box.text);
    this.#address.keep({ driver: this.#session.key, session: this.#session, subject: this.#subject, draft, isPicked: this.#isPicked });
  }

  async #goBackTo(state: unknown): Promise<void> {
    const step = this.#address.arrive(state);
    if (!step) {
      await this.#follow(fromFragment(location.hash));
      return;
    }
    this.#turn++;
    this.#waiting = undefined;
    this.#adopt(step.session);
    await this.#show(step.subject, step.isPicked, step.draft);
    await this.#readAgain();
  }

  /** What is shown, as a link. */
  #link(): Link | undefined {
    if (!this.#session || !this.#subject || !byId("notice").hidden) return undefined;
    const { bytes } = this.#view;
    const value = isInput(this.#subject) ? { json: this.#view.json } : bytes ? { bytes: toHex(bytes) } : {};
    return { driver: this.#session.link, ...this.#subject, ...value };
  }

  /** Shows what a link says. It loads nothing from elsewhere before a person agrees. */
  async #follow(link: Link): Promise<void> {
    if (this.#session && this.#address.isWritten(link)) {
      this.#address.begin();
      return;
    }
    const { driver } = link;
    this.#waiting = driver ? link : undefined;
    byId("notice").hidden = true;
    if (!driver || "name" in driver) {
      const ours = driver ? this.#drivers!.get(driver.name) : this.#drivers!.all[0];
      if (ours) await this.#openOurs(ours.name);
      else if (driver) this.#fail(new Error(`This link is about a driver ${driver.name}, which is not here.`));
      return;
    }
    const session = await this.#sessions.linked(driver);
    if (session) await this.#enter(session);
    else this.#notice(driver);
  }

  #notice(driver: Exclude<NonNullable<Link["driver"]>, { name: string }>): void {
    const button = h("button", { type: "button", className: "primary" }, "url" in driver ? "Load it" : "Choose the file");
    const integrity = driver.integrity ? [" Only the file with the integrity ", h("code", {}, driver.integrity), " is taken."] : [];
    if ("url" in driver) {
      button.addEventListener("click", () => void this.#openUrl(driver.url, driver.integrity));
    } else button.addEventListener("click", () => byId("file").click());
    const content =
      "url" in driver
        ? ["This link is about a driver at ", h("strong", {}, driver.url), ". Nothing has been loaded from there. It runs in a worker of your browser and reaches nothing."]
        : ["This link is about the file ", h("strong", {}, driver.file), ", which it does not hold. Drop it here to go on."];
    byId("notice").replaceChildren(h("p", {}, ...content, ...integrity), button);
    byId("notice").hidden = false;
    byId("columns").hidden = true;
    byId("empty").hidden = true;
    byId("subject").replaceChildren();
    if (!this.#session) {
      byId("driver-name").textContent = "Choose a driver";
      this.#picker.tell("Choose a driver", "");
    }
    button.focus();
  }
}

/** That the driver has no such function or event, which it is asked unless its schema names it; nothing where it has. */
async function unknownIn({ schema, driver, label }: Session, subject: Subject): Promise<string> {
  const { what, name } = subject;
  const isNamed = what === "event" ? schema.events?.some(({ topic }) => topic === name) : schema.functions?.some((fn) => fn.name === name);
  const proposed = isNamed ? undefined : await refusalOf(driver, subject);
  if (!proposed) return "";
  const instead = proposed.length ? ` It has ${proposed.join(", ")}.` : "";
  return `This link is about ${what === "event" ? "an event" : "a function"} ${name}, which ${schema.name ?? label} does not have.${instead}`;
}

/** What a link or an example has a person start with. */
function draftOf({ json, bytes, what }: Pick<Link, "json" | "bytes" | "what">): Partial<Draft> {
  if (what === "input" && json !== undefined) return { json };
  return bytes === undefined ? {} : { paste: bytes };
}
