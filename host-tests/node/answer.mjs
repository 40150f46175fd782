// Answers the questions of a test, line by line: `<export> <name in hex> <input in hex>` gives
// `ok <result in hex>` or `error <details in JSON>`.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { DataDriverError, loadDriver } from "../../js/dist/index.js";

const driver = await loadDriver(await readFile(process.argv[2]));

const operations = {
  encode_input_fn: (name, input) => driver.encodeInputJson(name, input.toString()),
  decode_input_fn: (name, input) => driver.decodeInputJson(name, input),
  decode_output_fn: (name, input) => driver.decodeOutputJson(name, input),
  decode_event: (name, input) => driver.decodeEventJson(name, input),
};

const fields = ["code", "kind", "message", "function", "event", "pointer", "offset", "expected", "found"];

for await (const line of createInterface({ input: process.stdin })) {
  const [operation, name, input] = line.split(" ");
  try {
    const result = operations[operation](Buffer.from(name, "hex").toString(), Buffer.from(input ?? "", "hex"));
    process.stdout.write(`ok ${Buffer.from(result).toString("hex")}\n`);
  } catch (error) {
    if (!(error instanceof DataDriverError)) throw error;
    const details = Object.fromEntries(fields.map((field) => [field, error[field]]));
    process.stdout.write(`error ${JSON.stringify(details)}\n`);
  }
}
