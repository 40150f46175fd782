/** Answers each line of JSON with the bytes of the expression, which Taquito also has to read as it was. */
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { Uint8ArrayConsumer } from "@taquito/local-forging";
import codec from "@taquito/local-forging/dist/lib/michelson/codec.js";

const { valueDecoder, valueEncoder } = codec;

for await (const line of createInterface({ input: process.stdin })) {
  const expression = JSON.parse(line);
  const hex = valueEncoder(expression);
  const decoded = valueDecoder(Uint8ArrayConsumer.fromHexString(hex));
  if (!isDeepStrictEqual(decoded, expression)) throw new Error(`${line} is read as ${JSON.stringify(decoded)}`);
  console.log(hex);
}
