/**
 * A driver written by hand, in WebAssembly text, that can do everything a driver should not.
 *
 * The first letter of a function's name says what a conversion does; `alloc` and `dealloc` keep
 * accounts, so that a block that is freed twice, or with the wrong size, traps.
 */
export interface FixtureOptions {
  /** `init` is needed and lengths are little-endian, as in deployed drivers. */
  deployed?: boolean;
  /** What `get_last_error_details` gives after a failure; without it there is none, unless there was a panic. */
  details?: string;
  /** What `get_schema` gives. */
  schema?: string;
  /** First size of the memory in pages of 64 KiB. */
  pages?: number;
  /** Where the first block is put. */
  heap?: number;
  /** Replaces the body of `alloc`, for one that lies. */
  alloc?: string;
  /** Anything more to put into the module. */
  extra?: string;
  /** Exports to leave out. */
  without?: string[];
}

const PANIC = "panicked at src/lib.rs:7:9: no stake";

export const FIXTURE_BEHAVIOURS = {
  echo: "gives back its input",
  trap: "leaves a message and traps",
  fail: "fails with a short message",
  Fail: "fails with a message of 100,000 bytes",
  need: "gives 1 MiB and says what it needs",
  Need: "gives 1 MiB and does not say what it needs",
  yet: "asks for a larger buffer whatever it gets, and says so",
  zoom: "asks for a larger buffer whatever it gets, and does not say so",
  wide: "claims a result larger than the buffer",
  code: "returns a code that does not exist",
  utf: "gives text that is not UTF-8",
  json: "gives text that is not JSON",
  grow: "grows its memory by 1 MiB, then gives back its input",
  memory: "grows its memory by 320 MiB, then gives back its input",
  loop: "never returns",
  Live: "gives the number of bytes allocated now, as four bytes, little-endian",
  big: "gives the JSON text 18446744073709551615",
  deep: "recurses for ever",
  pointer: "gives the address modulo 16 of its input, as one byte",
} as const;

export function fixture(options: FixtureOptions = {}): string {
  const { deployed = false, details, pages = 2, heap = 8192, schema: schemaText = `{"name":"fixture"}`, alloc, extra = "", without = [] } = options;
  const exported = (name: string) => (without.includes(name) ? "" : `(export "${name}")`);
  const bytes = (text: string) => [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  const store = deployed ? "" : `
    (local.set $n (i32.or
      (i32.or (i32.shl (local.get $n) (i32.const 24)) (i32.shl (i32.and (local.get $n) (i32.const 0xff00)) (i32.const 8)))
      (i32.or (i32.and (i32.shr_u (local.get $n) (i32.const 8)) (i32.const 0xff00)) (i32.shr_u (local.get $n) (i32.const 24)))))`;
  const is = (letter: string) => `(i32.eq (local.get $what) (i32.const ${letter.charCodeAt(0)}))`;
  const text = (at: number, value: string) => ({ at, length: new TextEncoder().encode(value).length, data: `(data (i32.const ${at}) "${bytes(value)}")` });
  const version = text(16, "1.2.3");
  const panic = text(64, PANIC);
  const short = text(128, `Unsupported("no such thing")`);
  const wide = text(192, "18446744073709551615");
  const bad = text(224, "nope");
  const utf = "(data (i32.const 240) \"\\ff\\fe\")";
  const schema = text(1024, schemaText);
  const report = text(512, details ?? `{"code":2,"kind":"trap","message":"${PANIC}"}`);
  const check = deployed ? "(if (i32.eqz (global.get $ready)) (then (return (i32.const 3))))" : "";

  return `(module
  (memory ${exported("memory")} ${pages})
  (global $top (mut i32) (i32.const ${heap}))
  (global $live (mut i32) (i32.const 0))
  (global $ready (mut i32) (i32.const 0))
  ;; the last error: where, how long; a length below zero means that many x
  (global $error (mut i32) (i32.const 0))
  (global $errors (mut i32) (i32.const 0))
  ${[version, panic, short, wide, bad, schema, report].map(({ data }) => data).join("\n  ")}
  ${utf}
  ${extra}
  (func (export "init") (global.set $ready (i32.const 1)))

  ;; a block is preceded by its size and a mark
  (func $alloc ${exported("alloc")} (param $size i32) (result i32) (local $pointer i32)
    ${alloc ?? `
    (local.set $pointer (i32.add (global.get $top) (i32.const 8)))
    (global.set $top (i32.and (i32.add (i32.add (local.get $pointer) (local.get $size)) (i32.const 7)) (i32.const -8)))
    (if (i32.gt_u (global.get $top) (i32.mul (memory.size) (i32.const 65536)))
      (then (if (i32.lt_s (memory.grow (i32.add (i32.shr_u (local.get $size) (i32.const 16)) (i32.const 1))) (i32.const 0))
        (then (return (i32.const 0))))))
    (i32.store (i32.sub (local.get $pointer) (i32.const 8)) (local.get $size))
    (i32.store (i32.sub (local.get $pointer) (i32.const 4)) (i32.const 0x600d))
    (global.set $live (i32.add (global.get $live) (local.get $size)))
    (local.get $pointer)`})
  (func ${exported("dealloc")} (param $pointer i32) (param $size i32)
    ${alloc ? "" : `
    (if (i32.ne (i32.load (i32.sub (local.get $pointer) (i32.const 4))) (i32.const 0x600d)) (then unreachable))
    (if (i32.ne (i32.load (i32.sub (local.get $pointer) (i32.const 8))) (local.get $size)) (then unreachable))
    (i32.store (i32.sub (local.get $pointer) (i32.const 4)) (i32.const 0xdead))
    (global.set $live (i32.sub (global.get $live) (local.get $size)))
    ;; the last block's memory is used again
    (if (i32.eq (global.get $top) (i32.and (i32.add (i32.add (local.get $pointer) (local.get $size)) (i32.const 7)) (i32.const -8)))
      (then (global.set $top (i32.sub (local.get $pointer) (i32.const 8)))))`})

  (func $length (param $out i32) (param $n i32) ${store}
    (i32.store (local.get $out) (local.get $n)))

  ;; writes a result, or says how much room it needs
  (func $give (param $from i32) (param $n i32) (param $out i32) (param $room i32) (result i32)
    (if (i32.gt_u (i32.add (local.get $n) (i32.const 4)) (local.get $room))
      (then
        ${deployed ? "" : "(call $length (local.get $out) (local.get $n))"}
        (return (i32.const 4))))
    (call $length (local.get $out) (local.get $n))
    (memory.copy (i32.add (local.get $out) (i32.const 4)) (local.get $from) (local.get $n))
    (i32.const 0))

  (func $deep (param i32) (result i32) (i32.add (call $deep (local.get 0)) (i32.const 1)))

  (func $convert (param $name i32) (param $names i32) (param $data i32) (param $size i32) (param $out i32) (param $room i32) (result i32)
    (local $what i32)
    ${check}
    (global.set $errors (i32.const 0))
    (local.set $what (i32.load8_u (local.get $name)))
    (if ${is("e")} (then (return (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))))
    (if ${is("t")} (then
      (global.set $error (i32.const ${panic.at})) (global.set $errors (i32.const ${panic.length})) unreachable))
    (if ${is("f")} (then
      (global.set $error (i32.const ${short.at})) (global.set $errors (i32.const ${short.length})) (return (i32.const 2))))
    (if ${is("F")} (then (global.set $errors (i32.const -100000)) (return (i32.const 2))))
    (if (i32.or ${is("n")} ${is("N")}) (then
      (if (i32.lt_u (local.get $room) (i32.const 1048580)) (then
        (if ${is("n")} (then (call $length (local.get $out) (i32.const 1048576))))
        (return (i32.const 4))))
      (call $length (local.get $out) (i32.const 1048576))
      (memory.fill (i32.add (local.get $out) (i32.const 4)) (i32.const 0x31) (i32.const 1048576))
      (return (i32.const 0))))
    (if ${is("y")} (then (call $length (local.get $out) (local.get $room)) (return (i32.const 4))))
    (if ${is("z")} (then (return (i32.const 4))))
    (if ${is("w")} (then (call $length (local.get $out) (i32.const 0xfffffff0)) (return (i32.const 0))))
    (if ${is("c")} (then (return (i32.const 77))))
    (if ${is("u")} (then (return (call $give (i32.const 240) (i32.const 2) (local.get $out) (local.get $room)))))
    (if ${is("j")} (then (return (call $give (i32.const ${bad.at}) (i32.const ${bad.length}) (local.get $out) (local.get $room)))))
    (if ${is("g")} (then
      (drop (memory.grow (i32.const 16)))
      (return (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))))
    (if ${is("m")} (then
      (drop (memory.grow (i32.const 5120)))
      (return (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))))
    (if ${is("l")} (then (loop $again (br $again))))
    (if ${is("L")} (then
      (i32.store (i32.const 8) (global.get $live))
      (return (call $give (i32.const 8) (i32.const 4) (local.get $out) (local.get $room)))))
    (if ${is("b")} (then (return (call $give (i32.const ${wide.at}) (i32.const ${wide.length}) (local.get $out) (local.get $room)))))
    (if ${is("d")} (then (return (call $deep (i32.const 0)))))
    (if ${is("p")} (then
      (i32.store8 (i32.const 8) (i32.and (local.get $data) (i32.const 15)))
      (return (call $give (i32.const 8) (i32.const 1) (local.get $out) (local.get $room)))))
    (i32.const 1))

  ${["encode_input_fn", "decode_input_fn", "decode_output_fn", "decode_event"].map((name) => `
  (func ${exported(name)} (param i32 i32 i32 i32 i32 i32) (result i32)
    (call $convert (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)))`).join("")}

  (func ${exported("get_schema")} (param $out i32) (param $room i32) (result i32)
    (call $give (i32.const ${schema.at}) (i32.const ${schema.length}) (local.get $out) (local.get $room)))
  (func ${exported("get_version")} (param $out i32) (param $room i32) (result i32)
    ${check}
    (call $give (i32.const ${version.at}) (i32.const ${version.length}) (local.get $out) (local.get $room)))
  (func ${exported("get_last_error")} (param $out i32) (param $room i32) (result i32) (local $n i32)
    (if (i32.ge_s (global.get $errors) (i32.const 0))
      (then (return (call $give (global.get $error) (global.get $errors) (local.get $out) (local.get $room)))))
    (local.set $n (i32.sub (i32.const 0) (global.get $errors)))
    (if (i32.gt_u (i32.add (local.get $n) (i32.const 4)) (local.get $room))
      (then (call $length (local.get $out) (local.get $n)) (return (i32.const 4))))
    (call $length (local.get $out) (local.get $n))
    (memory.fill (i32.add (local.get $out) (i32.const 4)) (i32.const 120) (local.get $n))
    (i32.const 0))
  ${deployed ? "" : `
  (func (export "get_last_error_details") (param $out i32) (param $room i32) (result i32)
    ${details === undefined ? `(if (i32.ne (global.get $error) (i32.const ${panic.at})) (then (return (i32.const 2))))` : ""}
    (call $give (i32.const ${report.at}) (i32.const ${report.length}) (local.get $out) (local.get $room)))`}
)`;
}
