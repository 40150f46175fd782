/**
 * Writes `trust/tests/vectors.json`: signatures of drivers by another implementation of Ed25519, which also makes what an honest
 * signer never does; and what is to become of each. The texts are written here from the documentation's words.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, bytesToNumberLE, concatBytes, numberToBytesLE } from "@noble/curves/utils.js";

const { Point } = ed25519;
const { Fp, Fn } = Point;
const ORDER = Fn.ORDER;
const PRIME = Fp.ORDER;

const utf8 = (text) => new TextEncoder().encode(text);
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const sha256 = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
const sha512 = (...parts) => createHash("sha512").update(concatBytes(...parts)).digest();

const seedOf = (number) => new Uint8Array(32).fill(number);
const keyOf = (seed) => base64(ed25519.getPublicKey(seed));

const FILE = utf8("\0asm\x01\0\0\0 one driver");
const OTHER_FILE = utf8("\0asm\x01\0\0\0 another driver");
const STAKE = `02${"00".repeat(31)}`;
const TRANSFER = `01${"00".repeat(31)}`;
const [ALICE, BOB, MALLORY] = [1, 2, 3].map(seedOf);

const HONEST = { seed: ALICE, contract: STAKE, version: "1.2.3", integrity: sha256(FILE), created: "2026-11-27T20:15:00Z" };

/** The seven lines that are signed. */
function statement({ seed, key = keyOf(seed), contract, version, integrity, created }) {
  return [
    "data-driver-signature 1",
    "algorithm: ed25519",
    `key: ${key}`,
    `contract: ${contract}`,
    `version: ${version}`,
    `integrity: ${integrity}`,
    `created: ${created}`,
    "",
  ].join("\n");
}

const withSignature = (text, bytes) => `${text}signature: ${base64(bytes)}\n`;

function signed(changes = {}) {
  const fields = { ...HONEST, ...changes };
  const text = statement(fields);
  return withSignature(text, ed25519.sign(utf8(text), fields.seed));
}

const replaced = (text, from, to) => {
  if (!text.includes(from)) throw new Error(`${JSON.stringify(from)} is not in ${text}`);
  return text.replace(from, () => to);
};

// What may sign, unless a case says otherwise: Alice and Bob for the one contract, Alice for the other.
const trustOf = (...seeds) => ({ contracts: { [STAKE]: { keys: seeds.map(keyOf).sort() } } });
const TRUST = trustOf(ALICE, BOB);
const seen = (...versions) => {
  const trust = structuredClone(TRUST);
  trust.contracts[STAKE].seen = Object.fromEntries(versions.map(([seed, version, file = FILE]) => [keyOf(seed), { version, integrity: sha256(file) }]));
  return trust;
};

const cases = [];
function add(name, text, refusal, more = {}) {
  const { trust = TRUST, contract = STAKE, rollback, file = FILE, ...rest } = more;
  cases.push({ name, text, trust, contract, ...(rollback ? { rollback } : {}), file: bytesToHex(file), refusal: refusal ?? null, ...rest });
}

const honest = signed();
const alice = keyOf(ALICE);
const forged = (key = alice) => `the signature is not by the key ${key}, or what it signs was changed`;
const line = (number, expected) => `the signature: line ${number}: expected ${expected}`;
const EXPECTED = {
  1: "`data-driver-signature 1`",
  2: "`algorithm: ed25519`",
  3: "`key: ` and 32 bytes in base64",
  4: "`contract: ` and 1 to 64 bytes in lower-case hex",
  5: "`version: ` and a semantic version of at most 128 bytes",
  6: "`integrity: sha256-` and 32 bytes in base64",
  7: "`created: ` and a time such as 2026-11-27T20:15:00Z",
  8: "`signature: ` and 64 bytes in base64",
};
const END = "the signature: expected a line break behind line 8, and nothing behind that";

// Good ones.
add("an honest signature", honest);
add("by another key that is trusted too", signed({ seed: BOB }));
add("a contract's id that is asked for in another form", honest, null, { contract: `0x${STAKE.toUpperCase()}` });
for (const bytes of [1, 20, 64]) {
  const contract = "ab".repeat(bytes);
  add(`a contract's id of ${bytes} bytes`, signed({ contract }), null, { contract, trust: { contracts: { [contract]: { keys: [alice] } } } });
}
for (const version of ["0.0.0", "1.0.0-rc.1", "1.0.0-alpha.beta-x.7+build.05", "18446744073709551615.0.0", `1.0.0-${"a".repeat(122)}`]) {
  add(`version ${version.slice(0, 40)}`, signed({ version }));
}
for (const created of ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-31T00:00:00Z"]) add(`created ${created}`, signed({ created }));

// Each field, changed.
add("another contract's signature", signed({ contract: TRANSFER }), `the signature is for another contract: expected ${STAKE}, found ${TRANSFER}`);
add("the contract was changed to the wanted one", replaced(signed({ contract: TRANSFER }), TRANSFER, STAKE), forged());
add("the version was changed", replaced(honest, "1.2.3", "1.2.4"), forged());
add("the file was changed", replaced(honest, sha256(FILE), sha256(OTHER_FILE)), forged(), { file: OTHER_FILE });
add("the time was changed", replaced(honest, "20:15:00", "20:15:01"), forged());
add("the key was changed to another trusted one", replaced(honest, alice, keyOf(BOB)), forged(keyOf(BOB)));
for (const [at, what] of [[0, "first"], [31, "32nd"], [32, "33rd"], [63, "last"]]) {
  const bytes = Buffer.from(honest.split("signature: ")[1], "base64");
  bytes[at] ^= 1;
  add(`a bit of the signature's ${what} byte was changed`, withSignature(honest.split("signature: ")[0], bytes), forged());
}
add("another statement's signature", withSignature(honest.split("signature: ")[0], Buffer.from(signed({ version: "1.2.4" }).split("signature: ")[1], "base64")), forged());
add("the same words, signed as another kind of text", withSignature(statement(HONEST), ed25519.sign(utf8(statement(HONEST).replace("data-driver-signature", "something-else")), ALICE)), forged());
add("a file that is not the signed one", honest, null, {
  file: OTHER_FILE,
  fileRefusal: `the driver is not the signed one: expected ${sha256(FILE)}, found ${sha256(OTHER_FILE)}`,
});
add("a file that was cut", honest, null, {
  file: FILE.subarray(0, -1),
  fileRefusal: `the driver is not the signed one: expected ${sha256(FILE)}, found ${sha256(FILE.subarray(0, -1))}`,
});

// Who signs.
add("a key that nobody trusts", signed({ seed: MALLORY }), `the key ${keyOf(MALLORY)} is not trusted for the contract ${STAKE}`);
add("a key that is trusted for another contract", signed({ contract: TRANSFER }), `the key ${alice} is not trusted for the contract ${TRANSFER}`, { contract: TRANSFER });
add("trust in nobody", honest, `the key ${alice} is not trusted for the contract ${STAKE}`, { trust: { contracts: {} } });

// What was seen.
const older = (found, newest) => `version ${found} is older than ${newest}, which was seen before`;
const ORDER_OF_VERSIONS = "1.0.0-1 1.0.0-2 1.0.0-10 1.0.0-99999999999999999999 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.0.10 1.2.0 1.10.0 2.0.0 10.0.0 9007199254740993.0.0".split(" ");
for (const [index, version] of ORDER_OF_VERSIONS.entries()) {
  const newer = ORDER_OF_VERSIONS[index + 1];
  if (newer === undefined) continue;
  add(`${version} after ${newer}`, signed({ version }), older(version, newer), { trust: seen([ALICE, newer]) });
  add(`${newer} after ${version}`, signed({ version: newer }), null, { trust: seen([ALICE, version]) });
}
add("the same version again", honest, null, { trust: seen([ALICE, "1.2.3"]) });
const otherFile = (version) => `another file of version ${version} was seen before: expected ${sha256(OTHER_FILE)}, found ${sha256(FILE)}`;
add("another file of the same version", honest, otherFile("1.2.3"), { trust: seen([ALICE, "1.2.3", OTHER_FILE]) });
add("another file that differs in the version's metadata only", signed({ version: "1.2.3+b" }), otherFile("1.2.3+b"), { trust: seen([ALICE, "1.2.3+a", OTHER_FILE]) });
add("the same file with other metadata", signed({ version: "1.2.3+b" }), null, { trust: seen([ALICE, "1.2.3+a"]) });
add("older than what another trusted key signed", honest, older("1.2.3", "1.3.0"), { trust: seen([BOB, "1.3.0"]) });
add("older than what a key signed that is no longer trusted", honest, null, { trust: seen([MALLORY, "999.0.0"]) });
add("older, and somebody says that it may be", honest, null, { trust: seen([ALICE, "2.0.0"]), rollback: "allow" });
add("another file of the same version, and somebody says so", honest, null, { trust: seen([ALICE, "1.2.3", OTHER_FILE]), rollback: "allow" });
add("changed, and somebody allows older ones", replaced(honest, "1.2.3", "1.2.4"), forged(), { rollback: "allow" });

// What an honest signer never makes.
const text = statement(HONEST);
const good = ed25519.sign(utf8(text), ALICE);
const [R, S] = [good.subarray(0, 32), good.subarray(32)];
add("a scalar that is not reduced", withSignature(text, concatBytes(R, numberToBytesLE(bytesToNumberLE(S) + ORDER, 32))), forged());
const { scalar } = ed25519.utils.getExtendedPublicKey(ALICE);
/** The scalar by which the equation holds for this commitment, of which `r` is the part that is a multiple of the base point. */
const scalarFor = (commitment, r, of = text, key = ed25519.getPublicKey(ALICE), secret = scalar) => {
  const challenge = Fn.create(bytesToNumberLE(sha512(commitment, key, utf8(of))));
  return numberToBytesLE(Fn.add(r, Fn.mul(challenge, secret)), 32);
};
const neutral = Point.ZERO.toBytes();
add("a commitment of small order", withSignature(text, concatBytes(neutral, scalarFor(neutral, 0n))), forged());
const notReduced = numberToBytesLE(PRIME + 1n, 32);
add("a commitment whose number is not reduced", withSignature(text, concatBytes(notReduced, scalarFor(notReduced, 0n))), forged());
const torsion = Point.fromBytes(Uint8Array.from(Buffer.from("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "hex")));
if (!torsion.isSmallOrder()) throw new Error("it is of order 8");
const mixed = Point.BASE.multiply(12345n).add(torsion).toBytes();
add("an equation that holds eight times only", withSignature(text, concatBytes(mixed, scalarFor(mixed, 12345n))), forged());

// A key of which a part has small order is its owner's own doing. Whether its signatures are good depends on whether one
// multiplies by eight; nobody here does.
const partly = Point.fromBytes(ed25519.getPublicKey(ALICE)).add(torsion).toBytes();
const byPartly = (isDivisible) => {
  const commitment = Point.BASE.multiply(99n).toBytes();
  for (let second = 10; ; second++) {
    const text = statement({ ...HONEST, key: base64(partly), created: `2026-11-27T20:15:${second}Z` });
    const challenge = Fn.create(bytesToNumberLE(sha512(commitment, partly, utf8(text))));
    if ((challenge % 8n === 0n) === isDivisible) return withSignature(text, concatBytes(commitment, scalarFor(commitment, 99n, text, partly)));
  }
};
const trustPartly = { contracts: { [STAKE]: { keys: [base64(partly)] } } };
add("a key of which a part has small order, where that part vanishes", byPartly(true), null, { trust: trustPartly });
add("a key of which a part has small order, where it does not", byPartly(false), forged(base64(partly)), { trust: trustPartly });

// Keys under which anybody can sign, and keys that are none.
const points = [];
for (let point = Point.ZERO, count = 0; count < 8; count++, point = point.add(torsion)) points.push(point.toBytes());
const WEAK = "the signature: line 3: the public key is weak: anybody can sign for it";
const NOT_CANONICAL = "the signature: line 3: the public key is not written as RFC 8032 has it";
for (const [index, point] of points.entries()) {
  const key = base64(point);
  const text = statement({ ...HONEST, key });
  // With this key the equation holds for any text, eight times; under the neutral element it holds as it stands.
  const commitment = Point.BASE.multiply(7n).toBytes();
  const bytes = concatBytes(commitment, numberToBytesLE(7n, 32));
  if (!ed25519.verify(bytes, utf8(text), point, { zip215: true })) throw new Error("it holds for who looks less closely");
  add(`a key of small order, ${index} times one of order 8`, withSignature(text, bytes), WEAK, { trust: { contracts: {} } });
}
const withKey = (bytes) => withSignature(statement({ ...HONEST, key: base64(bytes) }), good);
const signBit = (bytes) => Uint8Array.from(bytes, (byte, at) => (at === 31 ? byte | 0x80 : byte));
for (const [name, number] of [["the prime", PRIME], ["the prime and one", PRIME + 1n], ["2^255 - 1", 2n ** 255n - 1n]]) {
  add(`a key whose number is ${name}`, withKey(numberToBytesLE(number, 32)), NOT_CANONICAL, { trust: { contracts: {} } });
  add(`a key whose number is ${name}, negative`, withKey(signBit(numberToBytesLE(number, 32))), NOT_CANONICAL, { trust: { contracts: {} } });
}
add("the neutral element, negative", withKey(signBit(numberToBytesLE(1n, 32))), WEAK, { trust: { contracts: {} } });
const isPoint = (bytes) => {
  try {
    return !!Point.fromBytes(bytes);
  } catch {
    return false;
  }
};
const nowhere = Array.from({ length: 50 }, (_, y) => numberToBytesLE(BigInt(y) + 2n, 32)).find((bytes) => !isPoint(bytes));
add("a key that is no point of the curve", withKey(nowhere), forged(base64(nowhere)), { trust: { contracts: { [STAKE]: { keys: [base64(nowhere)] } } } });

// Texts that are no signature.
add("nothing", "", line(1, EXPECTED[1]));
add("another kind of signature", "untrusted comment: signature\n", line(1, EXPECTED[1]));
add("another version of the format", replaced(honest, "signature 1", "signature 2"), line(1, EXPECTED[1]));
add("a byte order mark", `\ufeff${honest}`, line(1, EXPECTED[1]));
add("an empty line before it", `\n${honest}`, line(1, EXPECTED[1]));
add("another algorithm", replaced(honest, "ed25519", "ed25519ph"), line(2, EXPECTED[2]));
add("another algorithm's name in capitals", replaced(honest, "ed25519", "Ed25519"), line(2, EXPECTED[2]));
const lines = honest.split("\n");
for (let at = 0; at < 8; at++) {
  const without = lines.filter((_, index) => index !== at).join("\n");
  add(`without line ${at + 1}`, without, line(at + 1, EXPECTED[at + 1]));
  const twice = lines.flatMap((one, index) => (index === at ? [one, one] : [one])).join("\n");
  add(`line ${at + 1} twice`, twice, at === 7 ? END : line(at + 2, EXPECTED[at + 2]));
  const spaced = lines.map((one, index) => (index === at ? `${one} ` : one)).join("\n");
  add(`a space behind line ${at + 1}`, spaced, line(at + 1, EXPECTED[at + 1]));
  const returned = lines.map((one, index) => (index === at ? `${one}\r` : one)).join("\n");
  add(`a carriage return behind line ${at + 1}`, returned, line(at + 1, EXPECTED[at + 1]));
  if (at > 0) {
    add(`two spaces in line ${at + 1}`, lines.map((one, index) => (index === at ? one.replace(": ", ":  ") : one)).join("\n"), line(at + 1, EXPECTED[at + 1]));
    add(`line ${at + 1} without a value`, lines.map((one, index) => (index === at ? one.slice(0, one.indexOf(": ") + 2) : one)).join("\n"), line(at + 1, EXPECTED[at + 1]));
  }
}
add("lines in another order", [...lines.slice(0, 3), lines[4], lines[3], ...lines.slice(5)].join("\n"), line(4, EXPECTED[4]));
add("without the last line break", honest.slice(0, -1), END);
add("a second line break", `${honest}\n`, END);
add("a comment behind it", `${honest}trusted comment: yes\n`, END);
add("1,024 bytes", honest + "x".repeat(1024 - honest.length), END);
add("1,025 bytes", honest + "x".repeat(1025 - honest.length), "the signature has 1025 bytes, more than the limit of 1024");
add("1,025 bytes of fewer characters", "\u20ac".repeat(341) + "xx", "the signature has 1025 bytes, more than the limit of 1024");
for (const [what, from, to, number] of [
  ["a key that is too short", alice, alice.slice(4), 3],
  ["a key without padding", alice, alice.slice(0, -1), 3],
  ["a key with bits behind its end", alice, `${alice.slice(0, -2)}${String.fromCharCode(alice.charCodeAt(42) + 1)}=`, 3],
  ["a key in base64url", alice, base64(seedOf(255)).replaceAll("/", "_"), 3],
  ["a contract in capitals", STAKE, "AB".repeat(32), 4],
  ["a contract with 0x", STAKE, `0x${STAKE}`, 4],
  ["a contract of half a byte", STAKE, STAKE.slice(1), 4],
  ["a contract of 65 bytes", STAKE, "00".repeat(65), 4],
  ["no contract", STAKE, "", 4],
  ["a version with v", "1.2.3", "v1.2.3", 5],
  ["a version of two numbers", "1.2.3", "1.2", 5],
  ["a version of four numbers", "1.2.3", "1.2.3.4", 5],
  ["a version with a leading zero", "1.2.3", "1.02.3", 5],
  ["a pre-release with a leading zero", "1.2.3", "1.2.3-01", 5],
  ["a pre-release without a name", "1.2.3", "1.2.3-", 5],
  ["a pre-release with an empty part", "1.2.3", "1.2.3-a..b", 5],
  ["a pre-release of other letters", "1.2.3", "1.2.3-\u00e4", 5],
  ["metadata without a name", "1.2.3", "1.2.3+", 5],
  ["metadata twice", "1.2.3", "1.2.3+a+b", 5],
  ["a number of 65 bits", "1.2.3", "18446744073709551616.0.0", 5],
  ["a version of 129 bytes", "1.2.3", `1.0.0-${"a".repeat(123)}`, 5],
  ["SHA-384", "sha256-", "sha384-", 6],
  ["a hash in hex", HONEST.integrity, `sha256-${createHash("sha256").update(FILE).digest("hex")}`, 6],
  ["two hashes", HONEST.integrity, `${HONEST.integrity} ${HONEST.integrity}`, 6],
  ["a time with a fraction", ":00Z", ":00.5Z", 7],
  ["a time in another zone", ":00Z", ":00+00:00", 7],
  ["the 30th of February", "2026-11-27", "2026-02-30", 7],
  ["the 29th of February of 2100", "2026-11-27", "2100-02-29", 7],
  ["an hour that is none", "T20", "T24", 7],
  ["a leap second", "20:15:00", "23:59:60", 7],
  ["the year before the first", "2026", "1969", 7],
  ["a year of five digits", "2026", "+12026", 7],
]) add(what, replaced(honest, from, to), line(number, EXPECTED[number]));

const vectors = {
  // What a signer makes of a statement.
  signed: [HONEST, { ...HONEST, seed: BOB, contract: "ab", version: "1.0.0-alpha.beta-x.7+build.05", created: "1970-01-01T00:00:00Z" }].map(({ seed, ...fields }) => ({
    seed: bytesToHex(seed),
    ...fields,
    text: signed({ seed, ...fields }),
  })),
  // What becomes of a text: `null`, or why it is refused; and what of the file.
  cases,
};
// A case a line, so that a change of one is one.
const json = `{\n"signed": [\n${vectors.signed.map((one) => JSON.stringify(one)).join(",\n")}\n],\n"cases": [\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]\n}\n`;
JSON.parse(json);
writeFileSync(new URL("../../trust/tests/vectors.json", import.meta.url), json);
console.log(`${cases.length} cases`);
