/**
 * The driver of Phala's Pink runtime, beside the libraries by which Substrate's users read and write SCALE: the arguments
 * of a contract call, eleven values of which four are bytes.
 */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { TypeRegistry } from "@polkadot/types";
import { _void, bool, Bytes, Enum, Option, Struct, Tuple, u128, u64 } from "scale-ts";
import { loadDriver } from "../../js/dist/index.js";
import { Random } from "./random.mjs";

/** How many calls follow each other. */
const CALLS = 512;
const FUNCTION = "ecall.contract_call";
const MODES = ["Query", "Estimating", "Transaction"];

/** As scale-ts is told of the arguments. */
const scale = Tuple(
  Bytes(32),
  Bytes(),
  Enum({ Query: _void, Estimating: _void, Transaction: _void }),
  Struct({ origin: Bytes(32), transfer: u128, gas_limit: u64, gas_free: bool, storage_deposit_limit: Option(u128), deposit: u128 }),
);

/** As @polkadot/types is told of them. */
const registry = new TypeRegistry();
registry.register({
  ExecutionMode: { _enum: MODES },
  TransactionArguments: { origin: "[u8; 32]", transfer: "u128", gas_limit: "u64", gas_free: "bool", storage_deposit_limit: "Option<u128>", deposit: "u128" },
});
const POLKADOT = "([u8; 32], Bytes, ExecutionMode, TransactionArguments)";

const hex = (/** @type {Uint8Array} */ bytes) => `0x${Buffer.from(bytes).toString("hex")}`;

/**
 * @param {{ pink: string }} settings
 * @param {(id: string, rival: string, ours: (call: number) => unknown, theirs: (call: number) => unknown) => void} row
 */
export async function scaleRows(settings, row) {
  const driver = await loadDriver(readFileSync(settings.pink));
  const random = new Random(0x5ca1e);
  const calls = Array.from({ length: CALLS }, () => {
    const [address, data, origin] = [random.bytes(32), random.bytes(4 + random.below(96)), random.bytes(32)];
    const mode = MODES[random.below(3)];
    const rest = {
      transfer: random.integer(128),
      gas_limit: random.integer(64),
      gas_free: random.below(2) === 1,
      storage_deposit_limit: random.below(2) ? random.integer(128) : null,
      deposit: random.integer(128),
    };
    const ours = [address, data, mode, { origin, ...rest }];
    const theirs = [address, data, { tag: mode, value: undefined }, { origin, ...rest, storage_deposit_limit: rest.storage_deposit_limit ?? undefined }];
    const bytes = scale.enc(/** @type {any} */ (theirs));
    assert.deepEqual(driver.encodeInput(FUNCTION, ours), bytes, "we encode otherwise than scale-ts");
    // It takes bytes in an array for bytes that have their length in front already.
    const typed = [address, hex(data), mode, { origin, ...rest }];
    assert.deepEqual(registry.createType(POLKADOT, typed).toU8a(), bytes, "@polkadot/types encodes otherwise than scale-ts");
    const limit = rest.storage_deposit_limit;
    assert.deepEqual(driver.decodeInput(FUNCTION, bytes), [
      hex(address),
      hex(data),
      mode,
      {
        origin: hex(origin),
        transfer: `${rest.transfer}`,
        gas_limit: `${rest.gas_limit}`,
        gas_free: rest.gas_free,
        storage_deposit_limit: limit === null ? null : `${limit}`,
        deposit: `${rest.deposit}`,
      },
    ]);
    return { ours, theirs, typed, bytes };
  });
  const call = (/** @type {number} */ number) => calls[number % calls.length];
  const encode = (/** @type {number} */ number) => driver.encodeInput(FUNCTION, call(number).ours);
  row("js.scale.encode", "scale-ts", encode, (number) => scale.enc(/** @type {any} */ (call(number).theirs)));
  row("js.scale.encode.polkadot", "@polkadot/types", encode, (number) => registry.createType(POLKADOT, call(number).typed).toU8a());
  const decode = (/** @type {number} */ number) => driver.decodeInput(FUNCTION, call(number).bytes);
  row("js.scale.decode", "scale-ts", decode, (number) => scale.dec(call(number).bytes));
  row("js.scale.decode.polkadot", "@polkadot/types", decode, (number) => registry.createType(POLKADOT, call(number).bytes).toJSON());
}
