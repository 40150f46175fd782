/** `node sizes.mjs <file>…` prints the size of each file, and its size compressed by brotli as servers do it for static files. */
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  console.log(`${bytes.length} ${brotliCompressSync(bytes, { params }).length}`);
}
