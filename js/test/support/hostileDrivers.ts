/**
 * Drivers that a stranger might upload, each with one attack. What they do is written here, what must come of it in
 * the tests.
 */

/** The exports of a driver that can be attacked in, and how each is reached. */
export const ATTACKED = [
  "alloc",
  "dealloc",
  "encode_input_fn",
  "decode_input_fn",
  "decode_output_fn",
  "decode_event",
  "get_schema",
  "get_version",
  "get_last_error",
  "get_last_error_details",
  "init",
] as const;
export type Attacked = (typeof ATTACKED)[number];

/** Code that may stand in any function. */
export const ATTACKS = {
  trap: "unreachable",
  divides: "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
  reaches: "(drop (i32.load (i32.const -8)))",
  recurses: "(drop (call $deep (i32.const 0)))",
  recursesWide: "(call $wide (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))",
  grows: "(loop $more (br_if $more (i32.ge_s (memory.grow (i32.const 64)) (i32.const 0)))) unreachable",
  loops: "(loop $again (br $again))",
  // Over all of the memory, also over what the host has written.
  scribbles: "(memory.fill (i32.const 0) (i32.const 0xff) (i32.mul (memory.size) (i32.const 65536)))",
} as const;

/** Results that are none, of functions that have a place for one. */
export const LIES = {
  "code 77": "(return (i32.const 77))",
  "code -1": "(return (i32.const -1))",
  "code 5": "(return (i32.const 5))",
  "a result of 4 GiB": "(call $length (i32.const -16)) (return (i32.const 0))",
  "a result of 2 GiB": "(call $length (i32.const 0x7fffffff)) (return (i32.const 0))",
  "a result one byte too long": "(call $length (i32.sub (local.get $room) (i32.const 3))) (return (i32.const 0))",
  "a need of 4 GiB": "(call $length (i32.const -16)) (return (i32.const 4))",
  "a need without end": "(call $length (local.get $room)) (return (i32.const 4))",
  "a need that is never said": "(return (i32.const 4))",
  "a result that is not UTF-8": "(call $tell (i32.const 8) (i32.const 2)) (return (i32.const 0))",
} as const;

/** Says how much it needs, and needs it. */
const HUGE = `(call $length (i32.const 0x2000000))
  (if (i32.lt_u (local.get $room) (i32.const 0x2000004)) (then (return (i32.const 4))))
  (memory.fill (i32.add (local.get $out) (i32.const 4)) (i32.const 0x77) (i32.const 0x2000000)) (return (i32.const 0))`;

export interface HostileOptions {
  /** The function with the attack, and its code. */
  at?: Attacked;
  code?: string;
  /** Asks for `init`. */
  deployed?: boolean;
  /** Texts that it gives. */
  version?: string;
  schema?: string;
  words?: string;
  details?: string;
  panic?: boolean;
  /** Its memory, in place of one of 4 to 4096 pages. */
  memory?: string;
  /** Anything more in the module, in front of all else. */
  extra?: string;
  /** What is exported by these names in place of what should be. */
  instead?: Record<string, string>;
}

const bytes = (text: string) => [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
const CONVERSIONS = ["encode_input_fn", "decode_input_fn", "decode_output_fn", "decode_event"] as const;
const LARGE = "(i32.ge_u (local.get $size) (i32.const 0x100000))";
const FIRST_LETTER = "(i32.load8_u (local.get 0))";

/**
 * A driver in WebAssembly text that gives back what it is given; of a name with `f` it says that it is wrong. It attacks
 * in one function: in a conversion for names with `x`, in `alloc` and `dealloc` for blocks of 1 MiB and more.
 */
export function hostileDriver(options: HostileOptions = {}): string {
  const { at, code = "", deployed = false, version = "1.0.0", schema = `{"functions":[],"events":[]}`, words = "wrong", details, panic = false, memory = `(memory (export "memory") 4 4096)`, extra = "", instead = {} } = options;
  const attack = (name: Attacked, condition?: string) => (at !== name ? "" : condition ? `(if ${condition} (then ${code}))` : code);
  let end = 1024;
  const data: string[] = [`(data (i32.const 8) "\\ff\\fe")`];
  /** Where a text stands, and how long it is. */
  const text = (value: string): string => {
    const start = end;
    const { length } = new TextEncoder().encode(value);
    end += length;
    data.push(`(data (i32.const ${start}) "${bytes(value)}")`);
    return `(i32.const ${start}) (i32.const ${length})`;
  };
  const tells = (name: Attacked, value: string) => `(func (export "${name}") (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    ${attack(name)} (call $give ${text(value)} (local.get $out) (local.get $room)))`;
  const ready = deployed ? "(if (i32.eqz (global.get $ready)) (then (return (i32.const 3))))" : "";

  const body = `
  (global $ready (mut i32) (i32.const 0))
  (global $out (mut i32) (i32.const 0))
  (func $deep (param i32) (result i32) (i32.add (call $deep (local.get 0)) (i32.const 1)))
  (func $wide (param i64 i64 i64 i64 i64 i64 i64 i64)
    (call $wide (local.get 7) (local.get 6) (local.get 5) (local.get 4) (local.get 3) (local.get 2) (local.get 1) (local.get 0)) (drop (local.get 0)))
  (func (export "init") ${attack("init")} (global.set $ready (i32.const 1)))
  (func (export "alloc") (param $size i32) (result i32) (local $pointer i32)
    ${attack("alloc", LARGE)}
    (local.set $pointer (i32.and (i32.add (global.get $top) (i32.const 15)) (i32.const -16)))
    (global.set $top (i32.add (local.get $pointer) (local.get $size)))
    (if (i32.gt_u (global.get $top) (i32.mul (memory.size) (i32.const 65536)))
      (then (if (i32.lt_s (memory.grow (i32.add (i32.shr_u (local.get $size) (i32.const 16)) (i32.const 1))) (i32.const 0))
        (then (return (i32.const 0))))))
    (local.get $pointer))
  (func (export "dealloc") (param i32) (param $size i32) ${attack("dealloc", LARGE)})

  ;; the length of what is in the buffer, whose bytes come the other way round in deployed drivers
  (func $length (param $n i32)
    ${deployed ? "" : `(local.set $n (i32.or
      (i32.or (i32.shl (local.get $n) (i32.const 24)) (i32.shl (i32.and (local.get $n) (i32.const 0xff00)) (i32.const 8)))
      (i32.or (i32.and (i32.shr_u (local.get $n) (i32.const 8)) (i32.const 0xff00)) (i32.shr_u (local.get $n) (i32.const 24)))))`}
    (i32.store (global.get $out) (local.get $n)))
  (func $tell (param $from i32) (param $n i32)
    (call $length (local.get $n))
    (memory.copy (i32.add (global.get $out) (i32.const 4)) (local.get $from) (local.get $n)))
  (func $give (param $from i32) (param $n i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.gt_u (i32.add (local.get $n) (i32.const 4)) (local.get $room)) (then ${deployed ? "" : "(call $length (local.get $n))"} (return (i32.const 4))))
    (call $tell (local.get $from) (local.get $n))
    (i32.const 0))

  ${CONVERSIONS.map((name) => `(func (export "${name}") (param i32) (param i32) (param $data i32) (param $size i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.eq ${FIRST_LETTER} (i32.const ${"f".charCodeAt(0)})) (then ${panic ? "unreachable" : "(return (i32.const 2))"}))
    ${attack(name, `(i32.eq ${FIRST_LETTER} (i32.const ${"x".charCodeAt(0)}))`)}
    (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))`).join("\n  ")}
  ${tells("get_schema", schema)}
  ${tells("get_version", version).replace("(global.set", `${ready} (global.set`)}
  ${tells("get_last_error", words)}
  ${details !== undefined || at === "get_last_error_details" ? tells("get_last_error_details", details ?? `{"kind":"other","message":"wrong"}`) : ""}`;
  const exported = Object.entries(instead).map(([name, field]) => field.replace(/^\((\w+( \$\w+)?)/, `($1 (export "${name}")`));
  // Behind the texts.
  const module = `(module ${extra} ${memory} (global $top (mut i32) (i32.const ${end + 16}))\n  ${body}\n  ${data.join("\n  ")}\n  ${exported.join("\n  ")})`.replace("(memory (export \"memory\") 4 ", `(memory (export "memory") ${4 + (end >> 16)} `);
  return Object.keys(instead).reduce((text, name) => text.replace(`(export "${name}")`, ""), module);
}

/** Every attack in every function, by a name that says so. */
export const ATTACKING: Record<string, HostileOptions> = {};
for (const at of ATTACKED) {
  for (const [name, code] of Object.entries(ATTACKS)) ATTACKING[`${at} ${name}`] = { at, code, deployed: at === "init" };
  if (!/alloc|init/.test(at)) for (const [lie, code] of Object.entries(LIES)) ATTACKING[`${at} tells ${lie}`] = { at, code };
}

/** What would forge a line of a log, colour it, end it, or turn it round. */
export const FORGED = "no\n2026 INFO login ok \u001b]0;x\u0007\0\r\t\u007f\u009b31m\u2028\u2029\u202e\u2066\u200b\u200f\ufeff end";
/** The same as it may be shown. */
export const SHOWN = "no\\n2026 INFO login ok \\u001b]0;x\\u0007\\u0000\\u000d\\t\\u007f\\u009b31m\\u2028\\u2029\\u202e\\u2066\\u200b\\u200f\\ufeff end";

const report = (members: object) => JSON.stringify({ kind: "other", message: "wrong", ...members });

/** Drivers whose words are the attack. */
export const SPEAKING: Record<string, HostileOptions> = {
  "forged version": { version: FORGED },
  "forged words": { words: FORGED },
  "forged words of a deployed driver": { words: FORGED, deployed: true },
  "forged message": { details: report({ message: FORGED }) },
  "forged facts": { details: report({ message: "m", kind: FORGED, pointer: `/${FORGED}`, expected: FORGED, found: FORGED, function: FORGED, event: FORGED }) },
  "forged panic": { details: report({ kind: "trap", message: FORGED }), panic: true },
  "forged schema": { schema: JSON.stringify({ functions: [{ name: FORGED, inputSchema: { const: FORGED } }, { name: "x".repeat(100) }], events: [{ topic: FORGED }] }) },
  "schema that is no JSON": { schema: "\n2026 \u001b[2J" },
  "forged import": { extra: `(import "${bytes(FORGED)}" "${bytes("n".repeat(100))}" (func))` },
  "many imports": { extra: `(import "env" "${"n".repeat(60)}" (func))`.repeat(5_000) },
  "long version": { version: "v".repeat(100_000) },
  "long words": { words: "é".repeat(100_000) },
  "long words of a deployed driver": { words: "w".repeat(1_000_000), deployed: true },
  "long message": { details: report({ message: "m".repeat(100_000) }) },
  "long facts": { details: report({ message: "m", kind: "k".repeat(100), pointer: `/${"p".repeat(10_000)}`, expected: "e".repeat(10_000), found: "f".repeat(10_000) }) },
  "long panic": { details: report({ kind: "trap", message: "p".repeat(60_000) }), panic: true },
  "words of 32 MiB": { at: "get_last_error", code: HUGE },
  "details of 32 MiB": { at: "get_last_error_details", code: HUGE },
  "version of 32 MiB": { at: "get_version", code: HUGE },
  "words that are not UTF-8": { at: "get_last_error", code: "(call $tell (i32.const 8) (i32.const 2)) (return (i32.const 0))" },
};

const six = "(param i32 i32 i32 i32 i32 i32)";
/** Drivers whose exports, memory, tables, globals or start are not what a driver's are. */
export const ODD: Record<string, HostileOptions> = {
  harmless: {},
  "memory that is a table": { instead: { memory: "(table 1 funcref)" }, memory: `(memory (export "memory") 4 4096)` },
  "memory that is a global": { instead: { memory: "(global i32 (i32.const 0))" } },
  "memory that is a function": { instead: { memory: "(func)" } },
  "alloc that is a global": { instead: { alloc: "(global i32 (i32.const 0))" } },
  "get_schema that is a table": { instead: { get_schema: "(table 1 funcref)" } },
  "alloc of i64": { instead: { alloc: "(func (param i64) (result i64) (local.get 0))" } },
  "alloc that gives an i64": { instead: { alloc: "(func (param i32) (result i64) (i64.const 8192))" } },
  "alloc that gives nothing": { instead: { alloc: "(func (param i32))" } },
  "alloc that gives NaN": { instead: { alloc: "(func (param i32) (result f64) (f64.const nan))" } },
  "alloc that gives two": { instead: { alloc: "(func (param i32) (result i32 i32) (i32.const 8192) (i32.const 8192))" } },
  "get_version of i64": { instead: { get_version: "(func (param i64 i64) (result i32) (i32.const 0))" } },
  "get_version that gives a vector": { instead: { get_version: "(func (param i32 i32) (result v128) (v128.const i32x4 0 0 0 0))" } },
  "an init that is missing": { deployed: true, instead: { init: "(table 1 funcref)" } },
  "an init that never helps": { at: "get_version", code: "(return (i32.const 3))" },
  "decode_event of i64": { instead: { decode_event: "(func (param i32 i32 i64 i32 i32 i32) (result i32) (i32.const 0))" } },
  "decode_event that gives an i64": { instead: { decode_event: `(func ${six} (result i64) (i64.const 0))` } },
  "decode_event that gives a float": { instead: { decode_event: `(func ${six} (result f64) (f64.const 0.5))` } },
  "decode_event that gives nothing": { instead: { decode_event: `(func ${six})` } },
  "decode_event that gives two": { instead: { decode_event: `(func ${six} (result i32 i32) (i32.const 0) (i32.const 0))` } },
  "decode_event that gives itself": { instead: { decode_event: `(func $itself ${six} (result funcref) (ref.func $itself))` } },
  "decode_event that gives null": { instead: { decode_event: `(func ${six} (result externref) (ref.null extern))` } },
  "decode_event that throws": { extra: "(tag $thrown (param i32))", instead: { decode_event: `(func ${six} (result i32) (throw $thrown (i32.const 1)))` } },
  "decode_event that calls itself in the end": { instead: { decode_event: `(func $round ${six} (result i32) (return_call $round (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)))` } },
  "decode_event that waits": { memory: `(memory (export "memory") 4 4096 shared)`, instead: { decode_event: `(func ${six} (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))` } },
  "decode_event that grows tables": {
    extra: "(table $t 1 funcref)",
    instead: { decode_event: `(func ${six} (result i32) (loop $more (br_if $more (i32.ge_s (table.grow $t (ref.null func) (i32.const 100000)) (i32.const 0)))) unreachable)` },
  },
  "a shared memory": { memory: `(memory (export "memory") 4 4096 shared)` },
  "a memory of 64 bits": { memory: `(memory (export "memory") i64 4 4096)` },
  "a memory without a maximum": { memory: `(memory (export "memory") 4)` },
  "a memory of 8 GiB": { memory: `(memory (export "memory") 131072)` },
  "a memory of 4 GiB": { memory: `(memory (export "memory") 65536)` },
  "a table of 4 billion": { extra: "(table 0xffffffff funcref)" },
  "a table of 10 million": { extra: "(table 10000000 funcref)" },
  "40 tables of 10 million": { extra: "(table 10000000 externref)".repeat(40) },
  "data outside of the memory": { extra: `(data (i32.const -1) "xx")` },
  "elements outside of the table": { extra: "(table 1 funcref) (elem (i32.const 7) $deep)" },
  "a start that traps": { extra: "(func $s unreachable) (start $s)" },
  "a start that recurses": { extra: "(func $s (call $s) (call $s)) (start $s)" },
  "a start that loops": { extra: "(func $s (loop $again (br $again))) (start $s)" },
  "a start that grows": { extra: "(func $s (loop $more (br_if $more (i32.ge_s (memory.grow (i32.const 64)) (i32.const 0))))) (start $s)" },
  "50,000 locals and recursion": { instead: { decode_event: `(func $r ${six} (result i32) (local ${"i64 ".repeat(40_000)}) (i32.add (call $r (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)) (i32.wrap_i64 (local.get 7))))` } },
};

const deep = (levels: number, open: string, close: string, inner = "") => open.repeat(levels) + inner + close.repeat(levels);
const withTypes = (input: string, definitions = "{}") => `{"functions":[{"name":"echo","inputSchema":${input},"outputSchema":${input}}],"events":[{"topic":"echo","dataSchema":${input}}],"$defs":${definitions}}`;

/** Schemas that are none. */
const SCHEMAS = {
  "a number": "5",
  "a list": "[]",
  "a deep list": deep(100_000, "[", "]"),
  "half of JSON": `{"functions":[`,
  "functions that are a number": `{"functions":5,"events":7}`,
  "functions that are null": `{"functions":[null],"events":[null]}`,
  "functions that are no objects": `{"functions":["echo",5,[],true],"events":["echo",5,[]]}`,
  "names that are no text": `{"functions":[{"name":5},{"name":{"toString":1}},{"name":null},{}],"events":[{"topic":5},{"topics":7},{"topic":{"toString":1}}]}`,
  "names of every object": `{"functions":[{"name":"__proto__"},{"name":"constructor"},{"name":"then"}],"events":[{"topic":"__proto__"}]}`,
  "aliases that are a number": `{"functions":[{"name":"echo","aliases":7}]}`,
  "a type that is null": withTypes("null"),
  "a type that is a number": withTypes("5"),
  "a type of itself": withTypes(`{"$ref":"#/$defs/A"}`, `{"A":{"oneOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/A"}]}}`),
  "a deep type": withTypes(deep(50_000, `{"items":`, "}", "{}")),
  "definitions that are null": withTypes(`{"$ref":"#/$defs/A"}`, "null"),
  "alternatives that are a number": withTypes(`{"oneOf":5}`),
  "members that are a number": withTypes(`{"type":"object","properties":7,"required":8}`),
};
for (const [name, schema] of Object.entries(SCHEMAS)) SPEAKING[`schema: ${name}`] = { schema };
