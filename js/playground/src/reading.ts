import { DataDriverError } from "data-driver";
import { countOf, parseBytes, theseBytes } from "./bytes.ts";
import { CandidateList } from "./candidateList.ts";
import { findCandidates, type Found, type Source } from "./candidates.ts";
import { saysLittle } from "./evidence.ts";
import { PasteBox } from "./pasteBox.ts";
import { SECONDS, type Session } from "./session.ts";
import type { Subject } from "./subject.ts";
import { bytesMistake, failureOf, isFailure } from "./words.ts";

/** What the page does with bytes that are to be read. */
export interface Page {
  /** What is shown, and whether a person chose it. */
  shown(): { session: Session | undefined; subject: Subject | undefined; isPicked: boolean };
  /** The drivers to ask, the one that is shown first. */
  sources(): Promise<Source[]>;
  /** Reads the bytes as what is shown; rejects where they are not that. Gives a remark, if there is one. */
  read(bytes: Uint8Array): Promise<string>;
  /** Shows another function or event, which the box's bytes are read as. */
  open(source: Source, subject: Subject, isPicked: boolean): Promise<void>;
  /** There is nothing to be read: no bytes, or none that can be. */
  nothing(isAsked: boolean): void;
}

/** From pasted text to what it means: as what is shown, or as what is found to fit. */
export class Reading {
  readonly box: PasteBox;
  readonly #list: CandidateList;
  readonly #page: Page;
  #turn = 0;
  #found: Found | undefined;

  constructor(page: Page) {
    this.#page = page;
    this.box = new PasteBox(() => void this.read(), () => void page.sources().catch(() => undefined));
    this.#list = new CandidateList(({ source }, subject) => void this.#choose(source, subject));
  }

  /** The value has been changed, so that what was pasted is no longer what is shown. */
  forget(): void {
    this.#turn++;
    this.#found = undefined;
    this.box.text = "";
    this.#list.clear();
  }

  /** Reads what stands in the box as what is shown, which it is known to be. */
  async readAsShown(): Promise<void> {
    const turn = ++this.#turn;
    const { subject } = this.#page.shown();
    if (subject && this.box.text) await this.#readAs(subject, parseBytes(this.box.text).bytes, () => turn === this.#turn);
  }

  /** Reads what stands in the box. */
  async read(): Promise<void> {
    const turn = ++this.#turn;
    const isWanted = () => turn === this.#turn;
    this.#found = undefined;
    this.#list.clear();
    this.box.note("");
    const { text } = this.box;
    if (!text) {
      this.#page.nothing(true);
      return;
    }
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      ({ bytes } = parseBytes(text));
    } catch (error) {
      this.#page.nothing(false);
      this.box.note((error as Error).message, true);
      return;
    }
    const { isPicked, subject } = this.#page.shown();
    // What a person chose is tried first, and stays if it fits.
    const mistake = isPicked && subject ? await this.#readAs(subject, bytes, isWanted) : undefined;
    if (!isWanted()) return;
    const isRead = isPicked && subject !== undefined && mistake === undefined;
    if (!isRead && !mistake) this.box.note(`Looking for what ${countOf(bytes.length)} can be …`);
    const found = await findCandidates(await this.#page.sources(), bytes, isWanted);
    if (!isWanted()) return;
    this.#found = found;
    const [best] = found.candidates;
    if (!isRead && !mistake) {
      if (!best) {
        this.#page.nothing(false);
        this.box.note(`Nothing here can be read from ${theseBytes(bytes.length)}.`, true);
        return;
      }
      if (best.source.key !== this.#page.shown().session?.key && saysLittle(best.evidence)) {
        // What would take any bytes is no reason to leave the one that a person has open.
        this.#page.nothing(false);
        this.box.note(`Nothing of this driver can be read from ${theseBytes(bytes.length)}. What there is in others is below.`, true);
      } else await this.#open(best.source, best.subjects[0]!, false, bytes, isWanted);
    }
    if (!isWanted()) return;
    // One reading that is shown already needs no list.
    if (!(isRead && found.candidates.length === 1 && found.candidates[0]!.subjects.length === 1)) this.#list.show(found, bytes.length);
    this.#mark();
  }

  /** Reads the box's bytes as another of the readings that were found. */
  async #choose(source: Source, subject: Subject): Promise<void> {
    const turn = ++this.#turn;
    const found = this.#found;
    const { bytes } = parseBytes(this.box.text);
    this.box.note("");
    await this.#open(source, subject, true, bytes, () => turn === this.#turn);
    if (turn !== this.#turn) return;
    this.#found = found;
    this.#mark();
  }

  async #open(source: Source, subject: Subject, isPicked: boolean, bytes: Uint8Array, isWanted: () => boolean): Promise<void> {
    await this.#page.open(source, subject, isPicked);
    if (isWanted()) await this.#readAs(subject, bytes, isWanted);
  }

  /** Says why the bytes are not what they were taken for, if they are not. */
  async #readAs(subject: Subject, bytes: Uint8Array, isWanted: () => boolean): Promise<unknown> {
    try {
      const remark = await this.#page.read(bytes);
      if (isWanted()) this.box.note(remark);
      return undefined;
    } catch (error) {
      if (!(error instanceof DataDriverError)) throw error;
      if (isWanted()) {
        this.#page.nothing(false);
        this.box.note(isFailure(error) ? failureOf(error, SECONDS) : bytesMistake(error, subject), true);
      }
      return error;
    }
  }

  #mark(): void {
    const { session, subject } = this.#page.shown();
    if (session && subject) this.#list.mark(session.key, subject);
  }
}
