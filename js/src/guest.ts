import {
  BUFFER_TOO_SMALL,
  type Conversion,
  type Exports,
  INVALID_INPUT,
  LENGTH_SIZE,
  NOT_INITIALIZED,
  OK,
  OPERATION_ERROR,
  type Text,
} from "./abi.js";
import { broken, DataDriverError, mistake } from "./error.js";
import type { AllLimits } from "./limits.js";
import { readText } from "./readText.js";
import { parseReport, reportedError } from "./report.js";
import { statedMemory } from "./stated.js";
import { fullAt, trapped } from "./trap.js";

const encoder = new TextEncoder();

/** First room for a result; deployed drivers are used to it. */
const OUTPUT_SIZE = 64 << 10;
/** How much larger than a call needs the block may be; more is given back, so that it can be used otherwise. */
const SPARE_SIZE = 1 << 20;
/**
 * From here on a text is measured first: room for the most that it may need would be most of a driver's memory. So long
 * may also be the words of an error, beyond what they may quote of the input, and a version.
 */
const LONG_TEXT = 1 << 20;
/** Up to so many bytes, the call that copies them costs more than copying. */
const FEW = 24;
/** rkyv reads its data in place and aligned; deployed drivers' `alloc` promises nothing. */
const ALIGNMENT = 16;

/** Names come again and again: each is encoded once. Callers may pass any number of wrong ones, so few are kept. */
const names = new Map<string, Uint8Array<ArrayBuffer>>();
const KEPT_NAMES = 256;

function nameOf(subject: string): Uint8Array<ArrayBuffer> {
  let utf8 = names.get(subject);
  if (!utf8) {
    if (names.size > KEPT_NAMES) names.clear();
    checkText(subject, (utf8 = encoder.encode(subject)).length, "a name");
    names.set(subject, utf8);
  }
  return utf8;
}

const NEEDS_MORE_THAN = " needs more memory than";
const RESULT_EXCEEDS = "'s result exceeds";

/** Makes something of what stands there in the driver's memory, which it must not keep. */
export type Read<T> = (memory: Uint8Array, start: number, end: number) => T;

/**
 * One instance of a driver.
 *
 * What it returns is untrusted: every pointer and length is checked against its memory. After an error
 * of one of the host's own kinds or about a limit, it must not be used again.
 */
export interface Guest {
  /** Reads a text of the driver, or the result of a conversion. */
  ask<T>(read: Read<T>, name: Conversion | Text, subject?: string, input?: string | Uint8Array): T;
  /** All that a driver without details said of its last error, of which a message may have a part. */
  words(): string;
  /** What is known of a trap beyond what the engine says. */
  explain(trap: DataDriverError): DataDriverError;
}

/** Starts an instance and finds out which dialect it speaks. */
export function startGuest(module: WebAssembly.Module, limits: AllLimits): Guest {
  try {
    return start(module, limits);
  } catch (cause) {
    throw asFault(cause);
  }
}

function start(module: WebAssembly.Module, limits: AllLimits): Guest {
  // A copy, in which engines find names faster.
  const driver = { ...new WebAssembly.Instance(module).exports } as unknown as Exports;
  // Lengths are little-endian after `init`, which only deployed drivers ask for.
  let littleEndian = false;
  // Memory does not shrink: what it may have is what the longest input may need.
  const [base, perByte] = statedMemory(module);
  let stated = base;
  // The one block of the driver's memory that all calls use, as `alloc` gave it and `dealloc` wants it
  // back: the data, aligned, then the name, then `room` bytes at `out` for the result.
  let block = 0;
  let blockSize = 0;
  let out = 0;
  let room = 0;
  let bytes = new Uint8Array();
  let view: DataView;
  let lastSubject: string | undefined;
  let lastError = "";
  // For what is read now, and for words.
  let limit = limits.output;
  let longest = LONG_TEXT;
  /** How long the last name and input are at most where every character is escaped. */
  let quoted = 0;
  let lastName = bytes;

  /** Views die when memory grows, which any call may do: they are empty then. Asking the memory would take longer. */
  const refresh = () => {
    if (bytes.length) return;
    const { buffer } = driver.memory;
    bytes = new Uint8Array(buffer);
    view = new DataView(buffer);
    if (stated < limits.memory) check(NEEDS_MORE_THAN, bytes.length, stated, " that its file states");
    check(NEEDS_MORE_THAN, bytes.length, limits.memory);
  };

  const check = (what: string, size: number, limit: number, whose = "") => {
    if (size > limit) throw broken(`${what} the limit of ${limit} bytes${whose}`, undefined, "limit_exceeded");
  };

  /** Makes the block at least this large. */
  const reserve = (size: number) => {
    if (size <= blockSize && blockSize <= size + SPARE_SIZE) return;
    if (blockSize) driver.dealloc(block, blockSize);
    blockSize = 0;
    // Pointers from 2 GiB on come as negative numbers.
    block = driver.alloc(size) >>> 0;
    refresh();
    check(NEEDS_MORE_THAN, block ? size : Infinity, limits.memory);
    if (block + size > bytes.length) throw broken(`'s alloc gave a block of ${size} bytes outside its memory`);
    blockSize = size;
  };

  const write = (input: string | Uint8Array, start: number): number => {
    if (typeof input !== "string") {
      copyTo(bytes, start, input);
      return input.length;
    }
    const { written } = encoder.encodeInto(input, bytes.subarray(start, block + blockSize));
    checkText(input, written);
    return written;
  };

  /**
   * Calls an export and returns its code, never `BUFFER_TOO_SMALL`: a driver of ours reports the size
   * it needs, so a second call suffices; for a deployed one the room is doubled.
   */
  const call = (name: Conversion | Text, subject?: string, input?: string | Uint8Array): number => {
    try {
      return enter(name, subject, input);
    } catch (cause) {
      throw asFault(cause);
    }
  };

  const enter = (name: Conversion | Text, subject = "", input?: string | Uint8Array): number => {
    const utf8 = subject === lastSubject ? lastName : nameOf(subject);
    lastSubject = subject;
    lastName = utf8;
    if (typeof input === "string" && input.length > LONG_TEXT) input = utf8Of(input);
    // A character is at most three bytes of UTF-8.
    const most = typeof input === "string" ? input.length * 3 : (input?.length ?? 0);
    limit = limits.output;
    stated = Math.max(stated, base + perByte * most);
    if (input !== undefined) {
      longest = LONG_TEXT + most;
      lastError = "";
    } else if (name !== "get_schema") limit = Math.min(limit, longest);
    // Text is about as long as the bytes: a long list need not be converted twice, the first time for its length.
    let wanted = OUTPUT_SIZE + most;
    // A deployed driver forgets its words when it has told them, be it into too little room.
    if (littleEndian && name === "get_last_error") wanted = Math.min(wanted + quoted, limit + LENGTH_SIZE);
    for (let reported = false; ; ) {
      reserve(most + utf8.length + wanted + 2 * ALIGNMENT);
      const start = aligned(block);
      const size = input ? write(input, start) : 0;
      copyTo(bytes, start + size, utf8);
      if (input !== undefined) quoted = 6 * (size + utf8.length);
      out = aligned(start + size + utf8.length);
      room = block + blockSize - out;
      // What an earlier call left here must not be taken for a reported size.
      view.setUint32(out, 0);
      const code =
        input === undefined
          ? driver[name as Text](out, room)
          : driver[name as Conversion](start + size, utf8.length, start, size, out, room);
      refresh();
      if (code !== BUFFER_TOO_SMALL) return code;

      if (reported) throw broken(` asked for a buffer of ${wanted} bytes and found it too small then`);
      const length = view.getUint32(out, littleEndian);
      reported = length > room - LENGTH_SIZE;
      wanted = reported ? length + LENGTH_SIZE : room * 2;
      check(RESULT_EXCEEDS, reported ? length : room, limit);
    }
  };

  /** Reads the result. A view of it would cost a short call a tenth of its time. */
  const result = <T>(read: Read<T>): T => {
    const length = view.getUint32(out, littleEndian);
    if (length > room - LENGTH_SIZE) throw broken(` gave a result of ${length} bytes in a buffer of ${room} bytes`);
    check(RESULT_EXCEEDS, length, limit);
    return read(bytes, out + LENGTH_SIZE, out + LENGTH_SIZE + length);
  };

  const ask = <T>(read: Read<T>, name: Conversion | Text, subject?: string, input?: string | Uint8Array): T => {
    const code = call(name, subject, input);
    if (code === OK) return result(read);
    if (code !== INVALID_INPUT && code !== OPERATION_ERROR) throw broken(` returned the code ${code}`);
    const tell = (name: Text) => (driver[name] && call(name) === OK ? result(readText) : "");
    throw reportedError(code, tell("get_last_error_details"), () => (lastError = tell("get_last_error")));
  };

  refresh();
  if (call("get_version") === NOT_INITIALIZED) {
    driver.init();
    littleEndian = true;
    refresh();
  }

  /** What the driver's panic hook left behind before it trapped. */
  const lastWords = (): string | undefined => {
    // The memory is in an unknown state, so this is one call into the buffer that is already there.
    try {
      refresh();
      limit = LONG_TEXT;
      driver.get_last_error_details(out, room);
      const { kind, message } = parseReport(result(readText));
      // Of another kind, they are about an earlier call.
      if (kind === "trap") return message;
    } catch {
      // There are none.
    }
    return undefined;
  };

  return {
    ask,
    words: () => lastError,
    explain(trap) {
      const words = lastWords();
      if (words) return broken("", trap.cause, "trap", words);
      // An allocator without memory has no words.
      const limit = /unreachable/.test(trap.message) && fullAt(driver.memory);
      return limit ? broken(`${NEEDS_MORE_THAN} the limit of ${limit} bytes`, trap.cause, "limit_exceeded") : trap;
    },
  };
}

function utf8Of(text: string): Uint8Array {
  const utf8 = encoder.encode(text);
  checkText(text, utf8.length);
  return utf8;
}

function checkText(text: string, size: number, expected = "text"): void {
  if (size > text.length && text.isWellFormed?.() === false) throw mistake(expected, "half a surrogate pair");
}

/** What was thrown while the driver ran: what is no error of ours is a trap. */
function asFault(cause: unknown): unknown {
  return cause instanceof DataDriverError ? cause : trapped(cause);
}

/** Few bytes are copied by hand, in half the time. */
function copyTo(memory: Uint8Array, start: number, data: Uint8Array): void {
  if (data.length > FEW) memory.set(data, start);
  else for (let i = 0; i < data.length; i++) memory[start + i] = data[i]!;
}

/** Where rkyv data may start from here on. */
function aligned(pointer: number): number {
  return pointer + (-pointer & (ALIGNMENT - 1));
}
