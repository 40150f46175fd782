import { BUFFER_TOO_SMALL, type Conversion, type Exports, LENGTH_SIZE, NOT_INITIALIZED, OK, type Text } from "./abi.js";
import { DataDriverError, type ErrorFacts } from "./error.js";
import type { Limits } from "./limits.js";
import { reportedError } from "./report.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** First size of the result buffer; deployed drivers are used to it. */
const OUTPUT_SIZE = 64 << 10;
/** First size of the input buffer. */
const INPUT_SIZE = 4 << 10;
/** Larger buffers are given back after the call, so that one large value does not occupy memory for ever. */
const KEPT_SIZE = 1 << 20;
/** Once names occupy this much, all are given back: callers may pass any number of wrong ones. */
const KEPT_NAMES_SIZE = 16 << 10;
/** What a kept name costs beside its own bytes. */
const ENTRY_SIZE = 32;
/** rkyv reads its data in place and aligned; deployed drivers' `alloc` promises nothing. */
const ALIGNMENT = 16;

/** A block of the driver's memory, as `alloc` gave it and `dealloc` wants it back. */
interface Block {
  pointer: number;
  size: number;
}

/**
 * One instance of a driver and the buffers that calls share.
 *
 * What the instance returns is untrusted: every pointer and length is checked against its memory.
 * A `DataDriverError` with a `code` is what the driver reported; after anything else that a method
 * throws, be it a trap or a broken promise, the instance must not be used again.
 */
export class Guest {
  readonly #exports: Exports;
  readonly #limits: Required<Limits>;
  readonly #names = new Map<string, Block>();
  #namesSize = 0;
  readonly #blocks: { input?: Block | undefined; output?: Block | undefined } = {};
  #bytes = new Uint8Array();
  #view = new DataView(this.#bytes.buffer);
  /** Lengths are little-endian after `init`, which only deployed drivers ask for. */
  #littleEndian = false;

  constructor(module: WebAssembly.Module, limits: Required<Limits>) {
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.#limits = limits;
    this.#refresh();
    if (this.#tell("get_version") === NOT_INITIALIZED) {
      this.#exports.init();
      this.#littleEndian = true;
      this.#refresh();
    }
  }

  /** Runs a conversion and hands its result to `read`, which must not keep the view. */
  convert<T>(conversion: Conversion, name: string, input: string | Uint8Array, place: ErrorFacts, read: (result: Uint8Array) => T): T {
    const block = this.#name(name);
    const nameSize = name ? block.size : 0;
    const size = this.#write(input);
    const pointer = aligned(this.#blocks.input!);
    const call = this.#exports[conversion];
    const code = this.#grow((out, room) => call(block.pointer, nameSize, pointer, size, out, room));
    return code === OK ? read(this.#result()) : this.#fail(code, place);
  }

  /** One of the texts that the driver tells about itself. */
  text(name: Text): string {
    const code = this.#tell(name);
    return code === OK ? readText(this.#result()) : this.#fail(code, {});
  }

  /**
   * What the driver's panic hook left behind before it trapped. The memory is in an unknown state, so
   * this is one call into the buffer that is already there, and nothing it does can make matters worse.
   */
  lastWords(): string {
    // A deployed driver has no panic hook: what it still tells is about an earlier mistake.
    const { output } = this.#blocks;
    if (this.#littleEndian || !output) return "";
    try {
      this.#refresh();
      return this.#exports.get_last_error(output.pointer, output.size) === OK ? readText(this.#result()) : "";
    } catch {
      return "";
    }
  }

  #tell(name: Text): number {
    const call = this.#exports[name];
    return this.#grow((out, room) => call(out, room));
  }

  /** Throws what the driver says about its last call. */
  #fail(code: number, place: ErrorFacts): never {
    if (code < OK || code >= BUFFER_TOO_SMALL || code === NOT_INITIALIZED) {
      throw broken(`returned the code ${code}`);
    }
    const read = (name: Text) =>
      name in this.#exports && this.#tell(name) === OK ? readText(this.#result()) : "";
    const details = read("get_last_error_details");
    throw reportedError(code, place, details, details ? "" : read("get_last_error"));
  }

  /**
   * Calls with the result buffer and returns the code, never `BUFFER_TOO_SMALL`: a driver of ours
   * reports the size it needs, so a second call suffices; for a deployed one the buffer is doubled.
   */
  #grow(call: (out: number, room: number) => number): number {
    const limit = this.#limits.output + LENGTH_SIZE;
    let reported = false;
    for (;;) {
      const { pointer, size } = (this.#blocks.output ??= this.#alloc(OUTPUT_SIZE));
      // What an earlier call left here must not be taken for a reported size.
      this.#view.setUint32(pointer, 0);
      const code = call(pointer, size);
      this.#refresh();
      if (code !== BUFFER_TOO_SMALL) return code;

      if (reported) throw broken("refused a result buffer of the size that it had asked for");
      const needed = this.#length(pointer) + LENGTH_SIZE;
      reported = needed > size;
      if (reported ? needed > limit : size >= limit) {
        throw new DataDriverError("limit_exceeded", `the driver's result is longer than ${this.#limits.output} bytes`, { code });
      }
      this.#drop("output");
      this.#blocks.output = this.#alloc(reported ? needed : Math.min(size * 2, limit));
    }
  }

  #length(pointer: number): number {
    return this.#view.getUint32(pointer, this.#littleEndian);
  }

  /** A view of the result, valid until the next call. */
  #result(): Uint8Array {
    const { pointer, size } = this.#blocks.output!;
    const length = this.#length(pointer);
    if (length > size - LENGTH_SIZE) throw broken(`reported a result of ${length} bytes in a buffer of ${size}`);
    return this.#bytes.subarray(pointer + LENGTH_SIZE, pointer + LENGTH_SIZE + length);
  }

  /** Puts the input into its buffer and returns its size there. */
  #write(input: string | Uint8Array): number {
    const { length } = input;
    const block = this.#reserve(length);
    if (typeof input !== "string") {
      this.#bytes.set(input, aligned(block));
      return length;
    }
    // Most text is ASCII, one byte a character; only other text needs the room for three.
    let { read, written } = this.#encode(input, block);
    if (read < length) ({ written } = this.#encode(input, this.#reserve(length * 3)));
    if (written > length && input.isWellFormed?.() === false) {
      throw new DataDriverError("invalid_input", "the text has half of a surrogate pair, which UTF-8 cannot express");
    }
    return written;
  }

  #encode(text: string, block: Block) {
    return encoder.encodeInto(text, this.#bytes.subarray(aligned(block), block.pointer + block.size));
  }

  /** The input buffer, with room for this much behind the alignment. */
  #reserve(size: number): Block {
    const room = size + ALIGNMENT;
    if (this.#blocks.input && this.#blocks.input.size < room) this.#drop("input");
    return (this.#blocks.input ??= this.#alloc(Math.max(room, INPUT_SIZE)));
  }

  /** The name in the driver's memory. Names come again and again, so each is written once. */
  #name(name: string): Block {
    let block = this.#names.get(name);
    if (!block) {
      if (this.#namesSize > KEPT_NAMES_SIZE) {
        for (const old of this.#names.values()) this.#free(old);
        this.#names.clear();
        this.#namesSize = 0;
      }
      const bytes = encoder.encode(name);
      // Never zero bytes: a deployed driver's pointer to nothing must not be given back.
      block = this.#alloc(bytes.length || 1);
      this.#bytes.set(bytes, block.pointer);
      this.#names.set(name, block);
      this.#namesSize += bytes.length + ENTRY_SIZE;
    }
    return block;
  }

  /** Gives large buffers back after a call that did not trap. */
  release(): void {
    for (const slot of ["input", "output"] as const) {
      if ((this.#blocks[slot]?.size ?? 0) > KEPT_SIZE) this.#drop(slot);
    }
  }

  #drop(slot: "input" | "output"): void {
    const block = this.#blocks[slot]!;
    // Forgotten first: should `dealloc` trap, nobody frees it again.
    this.#blocks[slot] = undefined;
    this.#free(block);
  }

  #alloc(size: number): Block {
    const { memory } = this.#limits;
    if (size > memory) throw new DataDriverError("limit_exceeded", `the call needs more than ${memory} bytes of memory`);
    // Pointers from 2 GiB on come as negative numbers.
    const pointer = this.#exports.alloc(size) >>> 0;
    this.#refresh();
    if (!pointer) throw new DataDriverError("limit_exceeded", `the driver has no ${size} bytes of memory left`);
    if (pointer + size > this.#bytes.length) throw broken(`allocated ${size} bytes at ${pointer}, outside its memory`);
    return { pointer, size };
  }

  #free({ pointer, size }: Block): void {
    this.#exports.dealloc(pointer, size);
    this.#refresh();
  }

  /** Views die when memory grows, which any call may do. */
  #refresh(): void {
    const { buffer } = this.#exports.memory;
    if (buffer === this.#bytes.buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    const { memory } = this.#limits;
    if (buffer.byteLength > memory) throw new DataDriverError("limit_exceeded", `the driver used more than ${memory} bytes of memory`);
  }
}

/** Where rkyv data may start in the block; `alloc` was asked for this much more. */
function aligned({ pointer }: Block): number {
  return pointer + (-pointer & (ALIGNMENT - 1));
}

/** The text of a result. */
export function readText(result: Uint8Array): string {
  try {
    return decoder.decode(result);
  } catch (cause) {
    throw broken("returned text that is not UTF-8", cause);
  }
}

function broken(what: string, cause?: unknown): DataDriverError {
  return new DataDriverError("bad_driver", `the driver ${what}`, undefined, cause);
}
