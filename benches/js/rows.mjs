/** `node rows.mjs <settings.json> [<start of ids>]` measures, and prints one JSON object a line. */
import { readFileSync } from "node:fs";
import { compare } from "./compare.mjs";
import { stakeRows, transferRows } from "./genesis.mjs";
import { rollupRows } from "./rollup.mjs";
import { scaleRows } from "./scale.mjs";
import { tokenRows } from "./token.mjs";

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const only = process.argv[3] ?? "";

/**
 * Measures one row and prints it.
 *
 * @param {string} id
 * @param {string} rival_name
 * @param {(call: number) => unknown} ours
 * @param {(call: number) => unknown} rival
 */
function row(id, rival_name, ours, rival) {
  if (!id.startsWith(only)) return;
  const times = compare(settings, ours, rival);
  const ratio = times.rival / times.ours;
  console.log(JSON.stringify({ id, ours: times.ours, rival: times.rival, unit: "ns", ratio, rival_name }));
}

await stakeRows(settings, row);
await transferRows(settings, row);
await tokenRows(settings, row);
await scaleRows(settings, row);
await rollupRows(settings, row);
