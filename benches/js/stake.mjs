/** The stake driver: ours by the package, the rival's by a loader of those that are deployed. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { loadDriver } from "../../js/dist/index.js";
import { loadDeployed } from "./deployedLoader.mjs";
import { readInputs } from "./inputs.mjs";

const RIVAL = "dusk-stake-contract-dd";

/**
 * @param {{ stake: string, rival: string, inputs: string }} settings
 * @param {(id: string, rival: string, ours: (call: number) => unknown, theirs: (call: number) => unknown) => void} row
 */
export async function stakeRows(settings, row) {
  const ours = await loadDriver(readFileSync(settings.stake));
  const rival = await loadDeployed(readFileSync(settings.rival));
  const { stakes, wallet, rewards, amounts } = readInputs(settings.inputs);

  const decodings = [
    { id: "js.decode.reward", samples: rewards, method: "decodeEvent", name: "reward" },
    { id: "js.decode.stake", samples: stakes, method: "decodeInput", name: "stake" },
    { id: "js.call.u64", samples: amounts, method: "decodeOutput", name: "burnt_amount" },
  ];
  for (const { id, samples, method, name } of decodings) {
    for (const { bytes, json } of samples) {
      assert.deepEqual(ours[method](name, bytes), json, `${id}: we decode otherwise than Dusk's types`);
      assert.deepEqual(rival[method](name, bytes), json, `${id}: the rival decodes otherwise than Dusk's types`);
    }
    const input = (/** @type {number} */ call) => samples[call % samples.length].bytes;
    // Called by their names: a computed one would be looked up on each call, and cost most where calls are short.
    const calls = {
      decodeEvent: [(call) => ours.decodeEvent(name, input(call)), (call) => rival.decodeEvent(name, input(call))],
      decodeInput: [(call) => ours.decodeInput(name, input(call)), (call) => rival.decodeInput(name, input(call))],
      decodeOutput: [(call) => ours.decodeOutput(name, input(call)), (call) => rival.decodeOutput(name, input(call))],
    };
    row(id, RIVAL, ...calls[method]);
  }

  const encodings = [
    { id: "js.encode.stake.fresh", samples: stakes },
    { id: "js.encode.stake.wallet", samples: wallet },
    { id: "js.encode.stake.repeat", samples: stakes.slice(0, 1) },
  ];
  for (const { id, samples } of encodings) {
    for (const { bytes, json } of samples) {
      assert.deepEqual(ours.encodeInput("stake", json), bytes, `${id}: we encode otherwise than Dusk's types`);
      assert.deepEqual(rival.encodeInput("stake", JSON.stringify(json)), bytes, `${id}: the rival encodes otherwise than Dusk's types`);
    }
    const value = (/** @type {number} */ call) => samples[call % samples.length].json;
    row(
      id,
      RIVAL,
      (call) => ours.encodeInput("stake", value(call)),
      (call) => rival.encodeInput("stake", JSON.stringify(value(call))),
    );
  }
}
