/**
 * The token driver, beside what Ethereum's libraries do with an ERC-20 token: the arguments of `transfer`, and the
 * event that it leaves. Bytes and addresses differ, the job is the same.
 */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { Interface } from "ethers";
import { ERC20, createContract as createMicroContract, events as microEvents } from "micro-eth-signer/abi.js";
// It is no part of the package's interface: what ponder decodes an event of a block with.
import { decodeEventLog as ponderDecode } from "./node_modules/ponder/dist/esm/utils/decodeEventLog.js";
import { decodeEventLog, encodeEventTopics, encodeFunctionData, erc20Abi, getAbiItem, getAddress, numberToHex } from "viem";
import { loadDriver } from "../../js/dist/index.js";
import { readInputs } from "./inputs.mjs";

/**
 * @param {{ drc20: string, inputs: string }} settings
 * @param {(id: string, rival: string, ours: (call: number) => unknown, theirs: (call: number) => unknown) => void} row
 */
export async function tokenRows(settings, row) {
  const wasm = readFileSync(settings.drc20);
  const driver = await loadDriver(wasm);
  const exact = await loadDriver(wasm, { integers: "bigint" });
  const { token_calls, token_events } = readInputs(settings.inputs);
  const ethers = new Interface(erc20Abi);
  const micro = createMicroContract(ERC20);

  const calls = token_calls.map(({ bytes, json }) => {
    const value = BigInt(json.value);
    const ours = { to: json.to, value };
    assert.deepEqual(driver.encodeInput("transfer", ours), bytes, "we encode otherwise than the token's types");
    const to = address(json.to);
    const data = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, value] });
    assert.equal(ethers.encodeFunctionData("transfer", [to, value]), data);
    assert.equal(`0x${Buffer.from(micro.transfer.encodeInput({ to, value })).toString("hex")}`, data);
    return { ours, to, value };
  });
  const call = (/** @type {number} */ number) => calls[number % calls.length];
  const encode = (/** @type {number} */ number) => driver.encodeInput("transfer", call(number).ours);
  row("js.drc20.transfer", "viem", encode, (number) => {
    const { to, value } = call(number);
    return encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, value] });
  });
  row("js.drc20.transfer.ethers", "ethers", encode, (number) => {
    const { to, value } = call(number);
    return ethers.encodeFunctionData("transfer", [to, value]);
  });
  row("js.drc20.transfer.micro", "micro-eth-signer", encode, (number) => {
    const { to, value } = call(number);
    return micro.transfer.encodeInput({ to, value });
  });

  const { Transfer } = microEvents(ERC20);
  const transferEvent = /** @type {any} */ (getAbiItem({ abi: erc20Abi, name: "Transfer" }));
  const events = token_events.map(({ bytes, json }) => {
    assert.deepEqual(driver.decodeEvent("transfer", bytes), json, "we decode otherwise than the token's types");
    const value = BigInt(json.value);
    assert.deepEqual(exact.decodeEvent("transfer", bytes), { ...json, value });
    const args = { from: address(json.from), to: address(json.to) };
    const topics = /** @type {[`0x${string}`, ...`0x${string}`[]]} */ (
      encodeEventTopics({ abi: erc20Abi, eventName: "Transfer", args })
    );
    const data = numberToHex(value, { size: 32 });
    const expected = { ...args, value };
    assert.deepEqual(decodeEventLog({ abi: erc20Abi, eventName: "Transfer", topics, data }).args, expected);
    assert.deepEqual(ethers.parseLog({ topics, data })?.args.toObject(), expected);
    const { from, to, ...rest } = Transfer.decode(topics, data);
    assert.deepEqual({ from: getAddress(from), to: getAddress(to), ...rest }, expected);
    const byPonder = ponderDecode({ abiItem: transferEvent, topics, data });
    assert.deepEqual({ ...byPonder, from: getAddress(byPonder.from), to: getAddress(byPonder.to) }, expected);
    return { bytes, topics, data };
  });
  const event = (/** @type {number} */ number) => events[number % events.length];
  const decode = (/** @type {number} */ number) => driver.decodeEvent("transfer", event(number).bytes);
  const viem = (/** @type {number} */ number) => {
    const { topics, data } = event(number);
    return decodeEventLog({ abi: erc20Abi, topics, data });
  };
  row("js.drc20.event", "viem", decode, viem);
  row("js.drc20.event.bigint", "viem", (number) => exact.decodeEvent("transfer", event(number).bytes), viem);
  row("js.drc20.event.ethers", "ethers", decode, (number) => ethers.parseLog(event(number)));
  row("js.drc20.event.micro", "micro-eth-signer", decode, (number) => {
    const { topics, data } = event(number);
    return Transfer.decode(topics, data);
  });
  row("js.drc20.event.ponder", "ponder", decode, (number) => {
    const { topics, data } = event(number);
    return ponderDecode({ abiItem: transferEvent, topics, data });
  });
}

/**
 * The Ethereum address with the first bytes of a contract's id, in the form with a checksum.
 *
 * @param {{ Contract: string }} account
 */
function address(account) {
  return getAddress(`0x${account.Contract.slice(0, 40)}`);
}
