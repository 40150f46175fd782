/** The drivers of the stake and the transfer contract: ours by the package, the rival's by a loader of those that are deployed. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { loadDriver } from "../../js/dist/index.js";
import { loadDeployed } from "./deployedLoader.mjs";
import { readInputs } from "./inputs.mjs";

const STAKE = "dusk-stake-contract-dd";
const TRANSFER = "dusk-transfer-contract-dd";

/** @typedef {(id: string, rival: string, ours: (call: number) => unknown, theirs: (call: number) => unknown) => void} Row */

/**
 * @param {{ stake: string, rival: string, inputs: string }} settings
 * @param {Row} row
 */
export async function stakeRows(settings, row) {
  const ours = await loadDriver(readFileSync(settings.stake));
  const rival = await loadDeployed(readFileSync(settings.rival));
  const { stakes, wallet, rewards, amounts } = readInputs(settings.inputs);

  /**
   * @param {string} id
   * @param {import("./inputs.mjs").Sample[]} samples
   * @param {(bytes: Uint8Array) => unknown} our
   * @param {(bytes: Uint8Array) => unknown} theirs
   */
  const decode = (id, samples, our, theirs) => {
    for (const { bytes, json } of samples) {
      assert.deepEqual(our(bytes), json, `${id}: we decode otherwise than Dusk's types`);
      assert.deepEqual(theirs(bytes), json, `${id}: the rival decodes otherwise than Dusk's types`);
    }
    const input = (/** @type {number} */ call) => samples[call % samples.length].bytes;
    row(
      id,
      STAKE,
      (call) => our(input(call)),
      (call) => theirs(input(call)),
    );
  };
  decode(
    "js.decode.reward",
    rewards,
    (bytes) => ours.decodeEvent("reward", bytes),
    (bytes) => rival.decodeEvent("reward", bytes),
  );
  decode(
    "js.decode.stake",
    stakes,
    (bytes) => ours.decodeInput("stake", bytes),
    (bytes) => rival.decodeInput("stake", bytes),
  );
  decode(
    "js.call.u64",
    amounts,
    (bytes) => ours.decodeOutput("burnt_amount", bytes),
    (bytes) => rival.decodeOutput("burnt_amount", bytes),
  );

  const encodings = [
    { id: "js.encode.stake.fresh", samples: stakes },
    { id: "js.encode.stake.wallet", samples: wallet },
    { id: "js.encode.stake.repeat", samples: stakes.slice(0, 1) },
  ];
  for (const { id, samples } of encodings) encode(id, STAKE, "stake", samples, ours, rival, row);
}

/**
 * @param {{ transfer: string, rival_transfer: string, inputs: string }} settings
 * @param {Row} row
 */
export async function transferRows(settings, row) {
  const ours = await loadDriver(readFileSync(settings.transfer));
  const rival = await loadDeployed(readFileSync(settings.rival_transfer));
  const { withdrawals } = readInputs(settings.inputs);
  encode("js.encode.phoenix", TRANSFER, "withdraw", withdrawals, ours, rival, row);
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} fn
 * @param {import("./inputs.mjs").Sample[]} samples
 * @param {import("../../js/dist/index.js").Driver} ours
 * @param {import("./deployedLoader.mjs").DeployedDriver} rival
 * @param {Row} row
 */
function encode(id, name, fn, samples, ours, rival, row) {
  for (const { bytes, json } of samples) {
    assert.deepEqual(ours.encodeInput(fn, json), bytes, `${id}: we encode otherwise than Dusk's types`);
    assert.deepEqual(rival.encodeInput(fn, JSON.stringify(json)), bytes, `${id}: the rival encodes otherwise than Dusk's types`);
  }
  const value = (/** @type {number} */ call) => samples[call % samples.length].json;
  row(
    id,
    name,
    (call) => ours.encodeInput(fn, value(call)),
    (call) => rival.encodeInput(fn, JSON.stringify(value(call))),
  );
}
