/** Values that JavaScript has and data has not, and those that look odd and are data all the same. */
import type { JsonInput } from "data-driver";

class Amount {
  value = 5;
}

/** A number with a JSON form that is another number: hex digits. */
class Big {
  words = [16];
  negative = 0;
  toJSON() {
    return this.words[0]!.toString(16);
  }
}

const throwing = () => {
  throw new Error("no data here");
};

/** What is refused, wherever it stands; what the error says was found. */
export const REFUSED: Record<string, [value: unknown, found: RegExp]> = {
  Set: [new Set([1]), /class Set/],
  Date: [new Date(0), /class Date/],
  RegExp: [/a/, /class RegExp/],
  Promise: [Promise.resolve(1), /class Promise/],
  Error: [new Error("a"), /class Error/],
  WeakMap: [new WeakMap(), /class WeakMap/],
  URL: [new URL("https://example.org"), /class URL/],
  "an instance": [new Amount(), /class Amount/],
  "a big number with a JSON form": [new Big(), /class Big/],
  "a boxed number": [Object(5), /class Number/],
  "a boxed text": [Object("a"), /class String/],
  "a boxed bigint": [Object(5n), /class BigInt/],
  "a boxed boolean": [Object(true), /class Boolean/],
  "a symbol": [Symbol("a"), /a symbol/],
  "a function": [() => 1, /a function/],
  "a class": [Amount, /a function/],
  "a proxy of a function": [new Proxy(() => 1, {}), /a function/],
  "a method named toJSON": [{ toJSON: () => 5 }, /a function/],
  "other typed arrays": [new Uint16Array([1]), /class Uint16Array/],
  "wide typed arrays": [new BigUint64Array([1n]), /class BigUint64Array/],
  "a buffer": [new ArrayBuffer(1), /class ArrayBuffer/],
  "a DataView": [new DataView(new ArrayBuffer(1)), /class DataView/],
  "a made-up Uint8Array": [Object.create(Uint8Array.prototype), /./],
  "a made-up Map": [Object.create(Map.prototype), /./],
  "an object with inherited members": [Object.create({ a: 1 }), /./],
  "an object of a class without a parent": [Object.create(Object.create(null, { constructor: { value: Amount } }) as object), /class Amount/],
  arguments: [(function (..._: number[]) { return arguments; })(1), /class Arguments/],
  Math: [Math, /class Math/],
  JSON: [JSON, /class JSON/],
  "a member named by a symbol": [{ [Symbol("a")]: 1 }, /symbol/],
  "a generator": [(function* () { yield 1; })(), /./],
  "a hole": [new Array(1), /hole/],
  "a getter that throws": [{ get a() { return throwing(); } }, /no data here/],
  "a proxy that throws": [new Proxy({}, { ownKeys: throwing }), /no data here/],
  "a proxy that is revoked": [revoked(), /./],
  "a Map with an object for a key": [new Map([[{}, 1]]), /object/],
  "a Map with a fraction for a key": [new Map([[0.5, 1]]), /0.5/],
  "a Map with one key twice": [new Map<unknown, number>([["1", 1], [1n, 2]]), /two keys/],
  NaN: [NaN, /NaN/],
  Infinity: [Infinity, /Infinity/],
};

/** What is taken, and the JSON text that stands for the same. */
export const TAKEN: Record<string, [value: unknown, json: string]> = {
  nothing: [undefined, "null"],
  "a member that is nothing": [{ a: undefined, b: null }, '{"b":null}'],
  "an element that is nothing": [[undefined], "[null]"],
  "an object without a prototype": [Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
  "a Map": [new Map<unknown, unknown>([["a", 1], [2n, 3n], [4, new Map()]]), '{"a":1,"2":"3","4":{}}'],
  "a proxy of an object": [new Proxy({ a: [1] }, {}), '{"a":[1]}'],
  "a proxy of an array": [new Proxy([1, 2], {}), "[1,2]"],
  "a proxy that makes proxies": [reactive({ a: [{ b: 1 }], c: "d" }), '{"a":[{"b":1}],"c":"d"}'],
  "a proxy of a Map": [reactive(new Map([["a", 1]])), '{"a":1}'],
  "a frozen object": [Object.freeze({ a: Object.freeze([1]) }), '{"a":[1]}'],
  "a getter": [{ get a() { return 5; } }, '{"a":5}'],
  "hidden members": [Object.defineProperty({ a: 1 }, "b", { value: 2 }), '{"a":1}'],
  "data named toJSON": [{ toJSON: 5n, toString: "a", constructor: 1, then: null }, '{"toJSON":"5","toString":"a","constructor":1,"then":null}'],
  "data named __proto__": [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
  "a list of a class of its own": [class extends Array<number> {}.from([1, 2]), "[1,2]"],
  "the same object twice": [twice({ a: 1 }), '[{"a":1},{"a":1}]'],
  "names to escape": [{ '"\\\n\u2028': '"\\\n\u2028' }, String.raw`{"\"\\\n${"\u2028"}":"\"\\\n${"\u2028"}"}`],
  "half a pair": ["\ud800", String.raw`"\ud800"`],
};

/** Where a value can stand, and the pointer to it there. */
export const PLACES: [around: (value: unknown) => unknown, pointer: string][] = [
  [(value) => value, ""],
  [(value) => [0, value], "/1"],
  [(value) => ({ "a/b": { "~": value } }), "/a~1b/~0"],
  [(value) => new Map([[7n, [value]]]), "/7/0"],
  [(value) => reactive({ deep: [{ er: value }] }), "/deep/0/er"],
];

/** Where inside of it the odd part is. */
export const INSIDE: Record<string, string> = { "a method named toJSON": "/toJSON", "a hole": "/0", "a getter that throws": "/a" };

export const asInput = (value: unknown): JsonInput => value as JsonInput;

function twice<T>(value: T): [T, T] {
  return [value, value];
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** As frameworks make them: what is read out of one is one again, and a Map's methods are bound to the Map. */
function reactive(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const isPlain = /^\[object (Object|Array|Map)\]$/.test(Object.prototype.toString.call(value)) && (Array.isArray(value) || value instanceof Map || Object.getPrototypeOf(value) === Object.prototype);
  if (!isPlain) return value;
  return new Proxy(value, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      return target instanceof Map && typeof member === "function" ? member.bind(target) : reactive(member);
    },
  });
}
