/**
 * The driver of Tezos smart rollups, beside the library by which Tezos' wallets write operations: a script in Micheline, and
 * a message of ten calls of contracts. Taquito has no outbox messages, and puts one together of its own parts.
 */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { Uint8ArrayConsumer } from "@taquito/local-forging";
import forging from "@taquito/local-forging/dist/lib/codec.js";
import michelson from "@taquito/local-forging/dist/lib/michelson/codec.js";
import { loadDriver } from "../../js/dist/index.js";
import { Random } from "./random.mjs";

const { valueDecoder, valueEncoder } = michelson;
const { addressDecoder, addressEncoder } = forging;

/** How many scripts and messages follow each other. */
const VALUES = 64;
/** Calls in a message. */
const BATCH = 10;
const ADDRESSES = ["KT1GBn1rVzweVCbheV4vphcfbrRroKPdqTg6", "KT1MmL15ojFGZ8RKzzUghM7KUEsvpTJfZZTH", "KT18amZmM5W7qDWVt2pH6uj7sCEd3kbzLrHT"];

/** @param {Random} random */
function text(random) {
  return Array.from({ length: 4 + random.below(16) }, () => String.fromCharCode(97 + random.below(26))).join("");
}

/** @param {Random} random */
function parameters(random) {
  return {
    prim: "Pair",
    args: [{ int: `${random.integer(64)}` }, { prim: "Some", args: [{ string: text(random) }] }, { bytes: Buffer.from(random.bytes(32)).toString("hex") }],
  };
}

/** @param {Random} random */
function script(random) {
  const step = () => [
    { prim: "UNPAIR", annots: ["@parameter", "@storage"] },
    { prim: "DIG", args: [{ int: `${random.below(4)}` }] },
    { prim: "PUSH", args: [{ prim: "nat" }, { int: `${random.integer(96)}` }] },
    { prim: "COMPARE" },
    { prim: "IF", args: [[{ prim: "PUSH", args: [{ prim: "string" }, { string: text(random) }] }, { prim: "FAILWITH" }], [{ prim: "SWAP" }]] },
    { prim: "NIL", args: [{ prim: "operation" }] },
    { prim: "PAIR" },
  ];
  const pair = { prim: "pair", args: [{ prim: "nat", annots: ["%amount"] }, { prim: "address", annots: ["%to"] }] };
  return [
    { prim: "parameter", args: [{ prim: "or", args: [pair, { prim: "unit", annots: ["%default"] }] }] },
    { prim: "storage", args: [{ prim: "big_map", args: [{ prim: "address" }, { prim: "nat" }] }] },
    { prim: "code", args: [Array.from({ length: 8 }, step)] },
  ];
}

const u32 = (/** @type {number} */ number) => number.toString(16).padStart(8, "0");

/** A message by the parts of Taquito, in hex. */
function forge(/** @type {any} */ message) {
  const calls = message.transactions.map((/** @type {any} */ { parameters, destination, entrypoint }) => {
    const name = Buffer.from(entrypoint).toString("hex");
    return valueEncoder(parameters) + addressEncoder(destination) + u32(name.length / 2) + name;
  });
  const body = calls.join("");
  return `00${u32(body.length / 2)}${body}`;
}

/** The message that the bytes are, by the parts of Taquito. */
function parse(/** @type {string} */ hex) {
  const bytes = Uint8ArrayConsumer.fromHexString(hex);
  const length = () => bytes.consume(4).reduce((sum, byte) => sum * 256 + byte, 0);
  assert.equal(bytes.consume(1)[0], 0);
  length();
  const transactions = [];
  while (bytes.length() > 0) {
    const parameters = valueDecoder(bytes);
    const destination = addressDecoder(bytes);
    const entrypoint = Buffer.from(bytes.consume(length())).toString();
    transactions.push({ parameters, destination, entrypoint });
  }
  return { kind: "untyped", transactions };
}

/**
 * @param {{ rollup: string }} settings
 * @param {(id: string, rival: string, ours: (call: number) => unknown, theirs: (call: number) => unknown) => void} row
 */
export async function rollupRows(settings, row) {
  const driver = await loadDriver(readFileSync(settings.rollup));
  const random = new Random(0x7e205);
  const rival = "@taquito/local-forging";
  const hexOf = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString("hex");

  const inputs = (/** @type {string} */ fn, /** @type {() => any} */ make, /** @type {(value: any) => string} */ write, /** @type {(hex: string) => any} */ read) =>
    Array.from({ length: VALUES }, () => {
      const value = make();
      const hex = write(value);
      const bytes = driver.encodeInput(fn, value);
      assert.equal(hexOf(bytes), hex, "we encode otherwise than Taquito");
      assert.deepEqual(driver.decodeInput(fn, bytes), value);
      assert.deepEqual(read(hex), value);
      return { value, bytes, hex };
    });
  const readScript = (/** @type {string} */ hex) => valueDecoder(Uint8ArrayConsumer.fromHexString(hex));

  const scripts = inputs("micheline", () => script(random), valueEncoder, readScript);
  const one = (/** @type {number} */ number) => scripts[number % VALUES];
  row("js.micheline.encode", rival, (number) => driver.encodeInput("micheline", one(number).value), (number) => valueEncoder(one(number).value));
  row("js.micheline.decode", rival, (number) => driver.decodeInput("micheline", one(number).bytes), (number) => readScript(one(number).hex));

  const call = () => ({ parameters: parameters(random), destination: ADDRESSES[random.below(ADDRESSES.length)], entrypoint: text(random) });
  const message = () => ({ kind: "untyped", transactions: Array.from({ length: BATCH }, call) });
  const messages = inputs("outbox_message", message, forge, parse);
  const batch = (/** @type {number} */ number) => messages[number % VALUES];
  row("js.outbox.encode", rival, (number) => driver.encodeInput("outbox_message", batch(number).value), (number) => forge(batch(number).value));
  row("js.outbox.decode", rival, (number) => driver.decodeInput("outbox_message", batch(number).bytes), (number) => parse(batch(number).hex));
}
