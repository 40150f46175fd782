/**
 * `node stream.mjs <driver> <lines> <results>` decodes lines `{"topic", "data"}` into lines `{"topic", "value"}`, by the
 * deployed driver and loader.
 */
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { loadDeployed } from "./deployedLoader.mjs";

const [wasm, from, to] = process.argv.slice(2);
const driver = await loadDeployed(readFileSync(wasm));
const output = createWriteStream(to);

// Lines are written many at a time: one by one takes longer than decoding them.
let text = "";
for await (const line of createInterface({ input: createReadStream(from, { highWaterMark: 1 << 18 }) })) {
  const { topic, data } = JSON.parse(line);
  const value = driver.decodeEvent(topic, Buffer.from(data, "hex"));
  text += `${JSON.stringify({ topic, value })}\n`;
  if (text.length > 1 << 18) {
    if (!output.write(text)) await once(output, "drain");
    text = "";
  }
}
output.end(text);
await once(output, "finish");
