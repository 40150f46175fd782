import { contractId } from "./contractId.js";
import { loadFailure } from "./error.js";
import { checkObject, refuseOthers } from "./options.js";
import { isIntegrity, publicKey, readSignature, refusal, type Statement } from "./readSignature.js";
import { compareVersions, semanticVersion } from "./semanticVersion.js";
import { isSignedBy } from "./strictEd25519.js";

/** A version that was seen, and its file. */
export interface Seen {
  readonly version: string;
  readonly integrity: string;
}

/** Whose signatures count, as JSON; the Rust host and the command read and write the same. */
export interface TrustData {
  contracts: { [contract: string]: { keys: string[]; seen?: { [key: string]: Seen } } };
}

export interface VerifyOptions {
  /** What to do about a version older than one that was seen, or another file of the same version. Default `"refuse"`. */
  rollback?: "refuse" | "allow" | undefined;
}

interface Trusted {
  keys: Set<string>;
  seen: Map<string, Seen>;
}

/**
 * Whose signatures count for which contract, and which versions were seen.
 *
 * An older version than the newest that was seen is refused, though it is signed as well: it may have the mistakes for which the
 * newer one was made. Keep `JSON.stringify(trust)` after `remember`, or nothing is older the next time. When a key
 * is removed, what was seen of it goes too: whoever had stolen it could have signed any version.
 *
 * Everything throws a `DataDriverError` of kind `"load"`, or `"host"` where the engine cannot verify signatures.
 */
export class Trust {
  readonly #contracts = new Map<string, Trusted>();

  /** Trust in nobody, or what was kept as JSON; `null` is what is parsed of a place where nothing was kept yet. */
  constructor(data?: TrustData | null) {
    if (data === undefined || data === null) return;
    try {
      refuseOthers("member", data, ["contracts"]);
      const { contracts } = data;
      checkObject("contracts: ", contracts);
      for (const [id, written] of Object.entries(contracts)) {
        const contract = contractId(id);
        if (this.#contracts.has(contract)) throw new Error(`${id}: the contract is there twice`);
        this.#contracts.set(contract, readTrusted(id, written));
      }
    } catch (cause) {
      throw loadFailure(new Error((cause as Error).message, { cause }), "the trusted keys: ");
    }
  }

  /** From now on the key, in base64, may sign for the contract; false where it could before. */
  add(contract: string, key: string): boolean {
    const id = contractId(contract);
    publicKey(key);
    const trusted = this.#contracts.get(id) ?? { keys: new Set(), seen: new Map() };
    this.#contracts.set(id, trusted);
    return trusted.keys.size < trusted.keys.add(key).size;
  }

  /** The key may no longer sign for the contract, and what was seen of it is forgotten; false where it could not. */
  remove(contract: string, key: string): boolean {
    const id = contractId(contract);
    const trusted = this.#contracts.get(id);
    if (!trusted) return false;
    trusted.seen.delete(key);
    const removed = trusted.keys.delete(key);
    if (!trusted.keys.size) this.#contracts.delete(id);
    return removed;
  }

  /** Forgets what was seen of a contract's driver, so that any version is taken next. */
  forget(contract: string): void {
    this.#contracts.get(contractId(contract))?.seen.clear();
  }

  /** The newest version of a contract's driver that was seen, signed by any key that may still sign. */
  newest(contract: string): Seen | undefined {
    let newest: Seen | undefined;
    const trusted = this.#contracts.get(contractId(contract));
    for (const [key, seen] of trusted?.seen ?? []) {
      if (trusted!.keys.has(key) && (!newest || compare(newest, seen) < 0)) newest = seen;
    }
    return newest;
  }

  /**
   * What the text of a signature says, if it counts for the contract whose driver is wanted. Nothing is decided about a file: load
   * that with the `integrity` in the answer, and `remember` the answer then.
   */
  async verify(signature: string, contract: string, options: VerifyOptions = {}): Promise<Statement> {
    try {
      refuseOthers("option", options, ["rollback"]);
    } catch (cause) {
      throw loadFailure(cause);
    }
    const { rollback = "refuse" } = options;
    if (!/^(refuse|allow)$/.test(rollback)) throw refusal(`rollback: expected "refuse" or "allow", found ${JSON.stringify(rollback)}`);
    const wanted = contractId(contract);
    const read = readSignature(signature);
    const { statement } = read;
    if (statement.contract !== wanted) throw refusal(`the signature is for another contract: expected ${wanted}, found ${statement.contract}`);
    if (!this.#contracts.get(wanted)?.keys.has(statement.key)) throw refusal(`the key ${statement.key} is not trusted for the contract ${wanted}`);
    if (!(await isSignedBy(read.key, read.signature, read.signed))) {
      throw refusal(`the signature is not by the key ${statement.key}, or what it signs was changed`);
    }
    const newest = this.newest(wanted);
    if (rollback === "refuse" && newest) checkNewest(statement, newest);
    return statement;
  }

  /** Keeps the version, if it is the newest of its key, to refuse older ones. Nothing is kept of a key that may not sign. */
  remember({ contract, key, version, integrity }: Statement): void {
    const trusted = this.#contracts.get(contractId(contract));
    if (!trusted?.keys.has(key)) return;
    const seen = { version, integrity };
    const old = trusted.seen.get(key);
    if (!old || compare(old, seen) < 0) trusted.seen.set(key, seen);
  }

  /** The form as JSON, which the constructor takes. */
  toJSON(): TrustData {
    const contracts = [...this.#contracts].sort(byName).map(([contract, { keys, seen }]) => {
      const trusted = { keys: [...keys].sort(), ...(seen.size ? { seen: Object.fromEntries([...seen].sort(byName)) } : {}) };
      return [contract, trusted];
    });
    return { contracts: Object.fromEntries(contracts) as TrustData["contracts"] };
  }
}

function readTrusted(id: string, written: TrustData["contracts"][string]): Trusted {
  checkObject(`${id}: `, written);
  refuseOthers("member", written, ["keys", "seen"]);
  const { keys, seen = {} } = written;
  if (!Array.isArray(keys)) throw new Error(`${id}: keys: expected a list`);
  const check = (key: string) => (publicKey(key, `${id}: `), key);
  checkObject(`${id}: seen: `, seen);
  const read = Object.entries(seen).map(([key, one]) => {
    checkObject(`${id}: seen: `, one);
    refuseOthers("member", one, ["version", "integrity"]);
    const { version, integrity } = one;
    if (typeof version !== "string" || !semanticVersion(version)) throw new Error(`${id}: seen: version: expected a semantic version`);
    if (typeof integrity !== "string" || !isIntegrity(integrity)) throw new Error(`${id}: seen: expected sha256- and 32 bytes in base64`);
    return [check(key), { version, integrity }] as const;
  });
  return { keys: new Set(keys.map(check)), seen: new Map(read) };
}

function checkNewest({ version, integrity }: Statement, seen: Seen): void {
  const order = compare({ version, integrity }, seen);
  if (order < 0) throw refusal(`version ${version} is older than ${seen.version}, which was seen before`);
  // Metadata behind a `+` makes no other version.
  if (order === 0 && integrity !== seen.integrity) {
    throw refusal(`another file of version ${version} was seen before: expected ${seen.integrity}, found ${integrity}`);
  }
}

function compare(a: Seen, b: Seen): number {
  return compareVersions(semanticVersion(a.version)!, semanticVersion(b.version)!);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
