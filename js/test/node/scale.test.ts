/**
 * The Pink runtime's driver beside `scale-ts`: random values of every argument, result and event, from a fixed
 * seed. `scale-ts` writes the bytes, the driver reads them, and writes those of arguments.
 */
import type { Driver, JsonValue } from "data-driver";
import { bool, Bytes, type Codec, Enum, i32, Option, Result, str, Struct, Tuple, u128, u16, u32, u64, u8, Vector, _void } from "scale-ts";
import { expect, test } from "vitest";
import { load, toHex } from "../support/files.ts";
import { random } from "../support/mutate.ts";

const VALUES = 1_000;

/** A type in `scale-ts`, with random values as it takes them and as JSON. */
interface Kind {
  // Values of any type are put together from others here.
  codec: Codec<any>;
  draw: () => [value: unknown, json: JsonValue];
}

let next = random(0);
const below = (end: number) => Math.floor(next() * end);
const bytesOf = (length: number) => Uint8Array.from({ length }, () => below(256));
const hex = (bytes: Uint8Array) => `0x${toHex(bytes)}`;

/** Any size, and the extremes often. */
function bits(width: number): bigint {
  if (below(8) === 0) return 0n;
  if (below(8) === 0) return 2n ** BigInt(width) - 1n;
  let value = 0n;
  for (let at = 0; at < width; at += 8) value = (value << 8n) | BigInt(below(256));
  return value >> BigInt(below(width));
}

const small = (codec: Codec<number>, width: number): Kind => ({
  codec,
  draw() {
    const value = Number(bits(width));
    return [value, value];
  },
});
const wide = (codec: Codec<bigint>, width: number): Kind => ({
  codec,
  draw() {
    const value = bits(width);
    return [value, `${value}`];
  },
});
const signed: Kind = {
  codec: i32,
  draw() {
    const value = Number(bits(32)) | 0;
    return [value, value];
  },
};
const flag: Kind = {
  codec: bool,
  draw() {
    const value = below(2) === 1;
    return [value, value];
  },
};
const nothing: Kind = { codec: _void, draw: () => [undefined, null] };
const words: Kind = {
  codec: str,
  draw() {
    const value = Array.from({ length: below(20) }, () => ["a", "7", " ", '"', "\\", "\n", "é", "€", "😀"][below(9)]).join("");
    return [value, value];
  },
};
const fixed = (length: number): Kind => ({
  codec: Bytes(length),
  draw() {
    const value = bytesOf(length);
    return [value, hex(value)];
  },
});
const bytes: Kind = {
  codec: Bytes(),
  draw() {
    // Lengths of one, two and four bytes.
    const value = bytesOf(below([30, 30, 30, 30, 30, 30, 30, 300, 300, 17_000][below(10)]!));
    return [value, hex(value)];
  },
};
const option = (inner: Kind): Kind => ({ codec: Option(inner.codec), draw: () => (below(2) ? inner.draw() : [undefined, null]) });
const list = (inner: Kind): Kind => ({
  codec: Vector(inner.codec),
  draw() {
    const all = Array.from({ length: below(4) }, inner.draw);
    return [all.map(([value]) => value), all.map(([, json]) => json)];
  },
});
const tuple = (...parts: Kind[]): Kind => ({
  codec: Tuple(...parts.map(({ codec }) => codec)),
  draw() {
    const all = parts.map((part) => part.draw());
    return [all.map(([value]) => value), all.map(([, json]) => json)];
  },
});
const members = (parts: Record<string, Kind>): Kind => ({
  codec: Struct(Object.fromEntries(Object.entries(parts).map(([name, { codec }]) => [name, codec])) as never) as unknown as Codec<any>,
  draw() {
    const all = Object.entries(parts).map(([name, part]) => [name, part.draw()] as const);
    return [Object.fromEntries(all.map(([name, [value]]) => [name, value])), Object.fromEntries(all.map(([name, [, json]]) => [name, json]))];
  },
});
/** The index of the first variant is `first`; variants without content are `nothing`. */
function variants(parts: Record<string, Kind>, first = 0, only = Object.keys(parts)): Kind {
  const names = Object.keys(parts);
  const codecs = Object.fromEntries(names.map((name) => [name, parts[name]!.codec]));
  return {
    codec: Enum(codecs as never, names.map((_, at) => at + first) as never) as unknown as Codec<any>,
    draw() {
      const tag = only[below(only.length)]!;
      const [value, json] = parts[tag]!.draw();
      return [{ tag, value }, parts[tag] === nothing ? tag : { [tag]: json }];
    },
  };
}
const result = (ok: Kind, err: Kind): Kind => ({
  codec: Result(ok.codec, err.codec),
  draw() {
    const success = below(3) > 0;
    const [value, json] = (success ? ok : err).draw();
    return [{ success, value }, { [success ? "Ok" : "Err"]: json }];
  },
});
const names = (...all: string[]): Kind => variants(Object.fromEntries(all.map((name) => [name, nothing])));

const [byte, short, int, long, balance] = [small(u8, 8), small(u16, 16), small(u32, 32), wide(u64, 64), wide(u128, 128)];
const id = fixed(32);
const mode = names("Query", "Estimating", "Transaction");
const call = members({ origin: id, transfer: balance, gas_limit: long, gas_free: flag, storage_deposit_limit: option(balance), deposit: balance });
const setup = members({ cluster_id: id, owner: id, deposit: balance, gas_price: balance, deposit_per_item: balance, deposit_per_byte: balance, treasury_account: id, system_code: bytes });
const headers = list(tuple(words, words));
const request = members({ url: words, method: words, headers, body: bytes });
const refusal = names("InvalidUrl", "InvalidMethod", "InvalidHeaderName", "InvalidHeaderValue", "FailedToCreateClient", "Timeout", "NotAllowed", "TooManyRequests", "NetworkError", "ResponseTooLarge", "TooManyHeaders");
const response = result(members({ status_code: short, reason_phrase: words, headers, body: bytes }), refusal);
const quota: Kind = { codec: _void, draw: () => [undefined, "StorageQuotaExceeded"] };
const config = members({ max_code_size: int, max_memory_pages: int, vital_capacity: long, deadline: int });
const EVENTS = {
  SetHook: members({ hook: names("OnBlockEnd"), contract: id, selector: int, gas_limit: long }),
  DeploySidevmTo: members({ contract: id, code_hash: id }),
  SidevmMessage: bytes,
  CacheOp: variants({ Set: members({ key: bytes, value: bytes }), SetExpiration: members({ key: bytes, expiration: long }), Remove: members({ key: bytes }) }),
  StopSidevm: nothing,
  ForceStopSidevm: members({ contract: id }),
  SetLogHandler: id,
  SetContractWeight: members({ contract: id, weight: int }),
  UpgradeRuntimeTo: members({ version: tuple(int, int) }),
  SidevmOperation: variants({
    Start: members({ contract: id, code_hash: id, workers: variants({ All: nothing, List: list(id) }), config }),
    SetDeadline: members({ contract: id, deadline: int }),
  }),
  SetJsRuntime: id,
};
const pinkEvent = variants(EVENTS, 2);
const effects = variants({ V1: members({ pink_events: list(tuple(id, pinkEvent)), ink_events: list(tuple(id, list(id), bytes)), instantiated: list(tuple(id, id)) }) });
const header = members({ number: long, runtime_version: tuple(int, int), parent_hash: id, body_hash: id });

/** Each call with its arguments and its result. */
const CALLS: Record<string, [input: Kind, output: Kind]> = {
  "ecall.cluster_id": [nothing, id],
  "ecall.setup": [setup, result(nothing, words)],
  "ecall.deposit": [tuple(id, balance), nothing],
  "ecall.set_key": [fixed(64), nothing],
  "ecall.get_key": [nothing, option(fixed(64))],
  "ecall.upload_code": [tuple(id, bytes, flag), result(id, words)],
  "ecall.upload_sidevm_code": [tuple(id, bytes), result(id, words)],
  "ecall.get_sidevm_code": [id, option(bytes)],
  "ecall.system_contract": [nothing, option(id)],
  "ecall.free_balance": [id, balance],
  "ecall.total_balance": [id, balance],
  "ecall.code_hash": [id, option(id)],
  "ecall.contract_instantiate": [tuple(id, bytes, bytes, mode, call), bytes],
  "ecall.contract_call": [tuple(id, bytes, mode, call), bytes],
  "ecall.git_revision": [nothing, words],
  "ecall.on_genesis": [nothing, nothing],
  "ecall.on_runtime_upgrade": [nothing, nothing],
  "ecall.on_idle": [int, nothing],
  "ocall.storage_root": [nothing, option(id)],
  "ocall.storage_get": [bytes, option(bytes)],
  "ocall.storage_commit": [tuple(id, list(tuple(bytes, tuple(bytes, signed)))), nothing],
  "ocall.log_to_server": [tuple(id, byte, words), nothing],
  "ocall.emit_side_effects": [effects, nothing],
  "ocall.exec_context": [nothing, members({ mode, block_number: int, now_ms: long, req_id: option(long) })],
  "ocall.worker_pubkey": [nothing, id],
  "ocall.cache_get": [tuple(bytes, bytes), option(bytes)],
  "ocall.cache_set": [tuple(bytes, bytes, bytes), result(nothing, quota)],
  "ocall.cache_set_expiration": [tuple(bytes, bytes, long), nothing],
  "ocall.cache_remove": [tuple(bytes, bytes), option(bytes)],
  "ocall.latest_system_code": [nothing, bytes],
  "ocall.http_request": [tuple(id, request), response],
  "ocall.batch_http_request": [tuple(id, list(request), long), result(list(response), refusal)],
  "ocall.emit_system_event_block": [tuple(long, bytes), nothing],
  "ocall.contract_call_nonce": [nothing, option(bytes)],
  "ocall.entry_contract": [nothing, option(id)],
  "ocall.js_eval": [tuple(id, list(variants({ Source: words, Bytecode: bytes })), list(words)), variants({ Undefined: nothing, Null: nothing, String: words, Bytes: bytes, Other: words, Exception: words })],
  "ocall.origin": [nothing, option(id)],
  "ocall.worker_sgx_quote": [nothing, option(members({ attestation_type: names("Epid", "Dcap"), quote: bytes }))],
};

const TOPICS: Record<string, Kind> = {
  PinkEvent: pinkEvent,
  ...Object.fromEntries(Object.keys(EVENTS).map((name) => [name, variants(EVENTS, 2, [name])])),
  EventsBlockHeader: header,
};

test("every function and event is compared", async () => {
  const { functions = [], events = [] } = (await load("pink-runtime")).schema() as { functions?: { name: string }[]; events?: { topic: string }[] };
  expect(Object.keys(CALLS)).toEqual(functions.map(({ name }) => name));
  // Of a block's body not all is decoded, so that `scale-ts` has no type for it.
  expect([...Object.keys(TOPICS), "EventsBlock"].sort()).toEqual(events.map(({ topic }) => topic).sort());
});

for (const [name, [input, output]] of Object.entries(CALLS)) {
  test(name, async () => {
    const driver = await load("pink-runtime");
    compare(input, 1, (bytes, json) => {
      expect(driver.decodeInput(name, bytes)).toEqual(json);
      expect(toHex(driver.encodeInput(name, json))).toBe(toHex(bytes));
    });
    compare(output, 2, (bytes, json) => expect(driver.decodeOutput(name, bytes)).toEqual(json));
  });
}

for (const [topic, kind] of Object.entries(TOPICS)) {
  test(topic, async () => {
    const driver: Driver = await load("pink-runtime");
    compare(kind, 3, (bytes, json) => expect(driver.decodeEvent(topic, bytes)).toEqual(json));
  });
}

function compare({ codec, draw }: Kind, seed: number, check: (bytes: Uint8Array, json: JsonValue) => void): void {
  next = random(seed);
  for (let i = 0; i < VALUES; i++) {
    const [value, json] = draw();
    check(codec.enc(value), json);
  }
}
