import { BUFFER_TOO_SMALL, type Conversion, type Exports, LENGTH_SIZE, NOT_INITIALIZED, OK, type Text } from "./abi.js";
import { broken, DataDriverError, type ErrorFacts } from "./error.js";
import type { Limits } from "./limits.js";
import { parseReport, reportedError } from "./report.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** First size of the result buffer; deployed drivers are used to it. */
const OUTPUT_SIZE = 64 << 10;
/** First size of the input buffer. */
const INPUT_SIZE = 4 << 10;
/** Larger buffers are given back, so that one large value does not occupy memory for ever. */
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

/** The buffers that calls share. */
const INPUT = 0;
const OUTPUT = 1;

/**
 * One instance of a driver.
 *
 * What it returns is untrusted: every pointer and length is checked against its memory. After a
 * trap, which is an exception that is no `DataDriverError`, and after one of the host's own kinds or
 * about a limit, it must not be used again.
 */
export interface Guest {
  /** Runs a conversion and hands its result to `read`, which must not keep the view. */
  convert<T>(conversion: Conversion, name: string, input: string | Uint8Array, place: ErrorFacts, read: (result: Uint8Array) => T): T;
  /** One of the texts that the driver tells about itself. */
  text(name: Text): string;
  /** What the driver's panic hook left behind before it trapped. */
  lastWords(): string | undefined;
}

/** Starts an instance and finds out which dialect it speaks. */
export function startGuest(module: WebAssembly.Module, limits: Required<Limits>): Guest {
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  const names = new Map<string, Block>();
  const blocks: Block[] = [];
  let namesSize = 0;
  let bytes = new Uint8Array();
  let view: DataView;
  // Lengths are little-endian after `init`, which only deployed drivers ask for.
  let littleEndian = false;

  /** Views die when memory grows, which any call may do. */
  const refresh = () => {
    const { buffer } = exports.memory;
    if (buffer === bytes.buffer) return;
    bytes = new Uint8Array(buffer);
    view = new DataView(buffer);
    checkMemory(bytes.length);
  };

  const checkMemory = (size: number) => {
    if (size > limits.memory) throw exceeded(` needs more memory than the limit of ${limits.memory} bytes`);
  };

  const allocate = (size: number): Block => {
    checkMemory(size);
    // Pointers from 2 GiB on come as negative numbers.
    const pointer = exports.alloc(size) >>> 0;
    refresh();
    if (!pointer) throw broken(`'s alloc has no memory for ${size} bytes`);
    if (pointer + size > bytes.length) {
      throw broken(`'s alloc returned a block of ${size} bytes at ${pointer}, outside its memory of ${bytes.length} bytes`);
    }
    return { pointer, size };
  };

  const free = ({ pointer, size }: Block) => {
    exports.dealloc(pointer, size);
    refresh();
  };

  const drop = (slot: number) => {
    const block = blocks[slot]!;
    // Forgotten first: should `dealloc` trap, nobody frees it again.
    delete blocks[slot];
    free(block);
  };

  /** The name in the driver's memory. Names come again and again, so each is written once. */
  const intern = (name: string): Block => {
    let block = names.get(name);
    if (!block) {
      if (namesSize > KEPT_NAMES_SIZE) {
        names.forEach(free);
        names.clear();
        namesSize = 0;
      }
      const utf8 = encoder.encode(name);
      // Never zero bytes: a deployed driver's pointer to nothing must not be given back.
      block = allocate(utf8.length || 1);
      bytes.set(utf8, block.pointer);
      names.set(name, block);
      namesSize += block.size + ENTRY_SIZE;
    }
    return block;
  };

  /** The input buffer, with room for this much behind the alignment. */
  const reserve = (size: number): Block => {
    const room = size + ALIGNMENT;
    if (blocks[INPUT] && blocks[INPUT].size < room) drop(INPUT);
    return (blocks[INPUT] ??= allocate(Math.max(room, INPUT_SIZE)));
  };

  const encode = (text: string, block: Block) =>
    encoder.encodeInto(text, bytes.subarray(aligned(block), block.pointer + block.size));

  /** Puts the input into its buffer and returns its size there. */
  const write = (input: string | Uint8Array): number => {
    const { length } = input;
    const block = reserve(length);
    if (typeof input !== "string") {
      bytes.set(input, aligned(block));
      return length;
    }
    // Most text is ASCII, one byte a character; only other text needs the room for three.
    let { read, written } = encode(input, block);
    if (read < length) ({ written } = encode(input, reserve(length * 3)));
    if (written > length && input.isWellFormed?.() === false) {
      throw new DataDriverError("invalid_input", "half a surrogate pair has no UTF-8");
    }
    return written;
  };

  /**
   * Calls with the result buffer and returns the code, never `BUFFER_TOO_SMALL`: a driver of ours
   * reports the size it needs, so a second call suffices; for a deployed one the buffer is doubled.
   */
  const grow = (call: (out: number, room: number) => number): number => {
    const limit = limits.output + LENGTH_SIZE;
    let reported = false;
    for (;;) {
      const { pointer, size } = (blocks[OUTPUT] ??= allocate(OUTPUT_SIZE));
      // What an earlier call left here must not be taken for a reported size.
      view.setUint32(pointer, 0);
      const code = call(pointer, size);
      refresh();
      if (code !== BUFFER_TOO_SMALL) return code;

      if (reported) throw broken(` asked for a buffer of ${size} bytes and found it too small then`);
      const needed = view.getUint32(pointer, littleEndian) + LENGTH_SIZE;
      reported = needed > size;
      if (reported ? needed > limit : size >= limit) {
        const length = reported ? `${needed - LENGTH_SIZE}` : "more";
        throw exceeded(`'s result of ${length} bytes exceeds the limit of ${limits.output} bytes`);
      }
      drop(OUTPUT);
      blocks[OUTPUT] = allocate(reported ? needed : Math.min(size * 2, limit));
    }
  };

  /** A view of the result, valid until the next call. */
  const result = (): Uint8Array => {
    const { pointer, size } = blocks[OUTPUT]!;
    const length = view.getUint32(pointer, littleEndian);
    const start = pointer + LENGTH_SIZE;
    if (length > size - LENGTH_SIZE) throw broken(` gave a result of ${length} bytes in a buffer of ${size} bytes`);
    return bytes.subarray(start, start + length);
  };

  /** Gives back what a large value of an earlier call needed; not before, since memory never shrinks. */
  const release = () => blocks.forEach(({ size }, slot) => size > KEPT_SIZE && drop(slot));

  const tell = (name: Text) => grow((out, room) => exports[name](out, room));

  /** What the driver says about its last call. */
  const failure = (code: number, place: ErrorFacts): DataDriverError => {
    if (code < OK || code > BUFFER_TOO_SMALL || code === NOT_INITIALIZED) return broken(` returned the code ${code}`);
    const read = (name: Text) => (exports[name] && tell(name) === OK ? readText(result()) : "");
    return reportedError(code, place, read("get_last_error_details"), () => read("get_last_error"));
  };

  refresh();
  if (tell("get_version") === NOT_INITIALIZED) {
    exports.init();
    littleEndian = true;
    refresh();
  }

  return {
    convert(conversion, name, input, place, read) {
      release();
      const { pointer, size } = intern(name);
      const inputSize = write(input);
      const code = grow((out, room) =>
        exports[conversion](pointer, name ? size : 0, aligned(blocks[INPUT]!), inputSize, out, room),
      );
      if (code !== OK) throw failure(code, place);
      return read(result());
    },
    text(name) {
      release();
      const code = tell(name);
      if (code !== OK) throw failure(code, {});
      return readText(result());
    },
    lastWords() {
      // The memory is in an unknown state, so this is one call into the buffer that is already there.
      try {
        refresh();
        const { pointer, size } = blocks[OUTPUT]!;
        exports.get_last_error_details(pointer, size);
        const { kind, message } = parseReport(readText(result()));
        // Of another kind, they are about an earlier call.
        if (kind === "trap") return message;
      } catch {
        // There are none.
      }
      return undefined;
    },
  };
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
    throw broken("'s text is not UTF-8", cause);
  }
}

function exceeded(what: string): DataDriverError {
  return broken(what, undefined, "limit_exceeded");
}
