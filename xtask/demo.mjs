// The JavaScript half of `cargo xtask demo`: what a JavaScript program does with a driver, and how long it
// takes. Prints one JSON object for the other half to be compared with.
import { readFile } from "node:fs/promises";
import { loadDriver } from "../js/dist/index.js";

/** How often each conversion is repeated to time it. */
const CALLS = 51;

const [wasmPath, callPath, eventPath] = process.argv.slice(2);
const wasm = await readFile(wasmPath);
const call = await readFile(callPath, "utf8");
const event = Buffer.from((await readFile(eventPath, "utf8")).replace(/\s/g, ""), "hex");

const start = performance.now();
const driver = await loadDriver(wasm);
const load = performance.now() - start;

const [encoded, encode] = timed(() => driver.encodeInputJson("stake", call));
const [decoded, decode] = timed(() => driver.decodeEventJson("reward", event));

const micros = (milliseconds) => milliseconds * 1000;
console.log(
  JSON.stringify({
    host: `Node ${process.versions.node}`,
    version: driver.version(),
    load: micros(load),
    encode: encode.map(micros),
    decode: decode.map(micros),
    bytes: Buffer.from(encoded).toString("hex"),
    text: decoded,
  }),
);

/**
 * The result of a conversion, the time it takes at first, and the median of the times after that.
 *
 * A driver remembers the keys that it has read, so the two tell different things.
 */
function timed(convert) {
  const time = () => {
    const start = performance.now();
    const result = convert();
    return [result, performance.now() - start];
  };
  const [result, first] = time();
  const times = Array.from({ length: CALLS }, () => time()[1]);
  times.sort((a, b) => a - b);
  return [result, [first, times[(CALLS - 1) / 2]]];
}
