import { countOf, toBase64, toHex } from "./bytes.ts";
import { copies } from "./copy.ts";
import { byId } from "./dom.ts";
import { Dump } from "./dump.ts";

/** The bytes, or in their place why there are none. */
export class BytesPanel {
  readonly dump: Dump;
  #bytes: Uint8Array | undefined;

  /** `curl` gives the command that sends the bytes. */
  constructor(onPoint: (pointer: string | undefined) => void, curl: (bytes: Uint8Array) => string) {
    this.dump = new Dump(onPoint);
    byId("dump").append(this.dump.element);
    const bytes = () => this.#bytes ?? new Uint8Array();
    copies(byId("copy-hex"), () => toHex(bytes()));
    copies(byId("copy-base64"), () => toBase64(bytes()));
    copies(byId("copy-curl"), () => curl(bytes()));
  }

  get bytes(): Uint8Array | undefined {
    return this.#bytes;
  }

  show(bytes: Uint8Array): void {
    this.#set(bytes);
    byId("without").hidden = true;
    byId("status").hidden = !bytes.length;
    byId("dump").hidden = !bytes.length;
    this.dump.show(bytes);
    if (!bytes.length) this.#without("No bytes are needed: the call has no arguments.");
  }

  /** There are no bytes, for this reason. */
  showNone(...reason: (Node | string)[]): void {
    this.#set(undefined);
    this.dump.show(new Uint8Array());
    byId("dump").hidden = true;
    this.#without(...reason);
    byId("status").hidden = true;
    this.say("");
  }

  /** Says something about the bytes; what is said of the place that is pointed at stays on one line, so that nothing moves below the pointer. */
  say(text: string, isPointing = false): void {
    byId("status").textContent = text;
    byId("status").classList.toggle("pointing", isPointing);
  }

  #without(...reason: (Node | string)[]): void {
    const place = byId("without");
    place.hidden = false;
    place.replaceChildren(...reason);
  }

  #set(bytes: Uint8Array | undefined): void {
    this.#bytes = bytes;
    byId("size").textContent = bytes ? countOf(bytes.length) : "";
    for (const id of ["copy-hex", "copy-base64", "copy-curl"]) byId<HTMLButtonElement>(id).disabled = !bytes;
  }
}
