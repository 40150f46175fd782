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
    encode: micros(encode),
    decode: micros(decode),
    bytes: Buffer.from(encoded).toString("hex"),
    text: decoded,
  }),
);

/** The result of a conversion, and the median time it takes once warm. */
function timed(convert) {
  const result = convert();
  const times = Array.from({ length: CALLS }, () => {
    const start = performance.now();
    convert();
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  return [result, times[(CALLS - 1) / 2]];
}
