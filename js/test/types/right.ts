/** What must compile with the drivers' declarations. Nothing here is run. */
import { createContract, decodeFeed, type Driver, DriverRegistry, identify, inspect, type JsonValue, loadDriver, runInWorker, validate } from "data-driver";
import { sample } from "data-driver/sample";
import type { AsBigInts, Drc20 } from "drivers/drc20";
import type * as Shapes from "drivers/shapes";
import type { AsInput, StakeContract, StakeData, StakeKeys } from "drivers/stake";
import type { TransferContract } from "drivers/transfer";

/** Compiles where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>) => {};

declare const url: URL;
declare const bytes: Uint8Array;
declare const keys: StakeKeys<AsInput>;

const stake = await loadDriver<StakeContract>(url);

// Arguments: integers and hex in every form, `null` or nothing where there is no parameter.
stake.encodeInput("stake", { chain_id: 1, keys, value: 5n, signature: { account: "a", owner: "b" } });
stake.encodeInput("stake", { chain_id: "1", keys, value: "5", signature: { account: "a", owner: "b" } });
stake.encodeInput("get_config");
stake.encodeInput("get_config", null);
stake.encodeInput("slash", ["key", null]);
stake.encodeInput("hard_slash", ["key", 7, 1] as const);
stake.encodeInput("stake_from_contract", { contract: new Uint8Array(32), value: 7, data: [1, 2, 3] });
stake.encodeInput("get_stake_keys", "key");

// Results: wide integers are text, and bigints where that was asked for.
same<ReturnType<typeof stake.decodeOutput<"burnt_amount">>, string>(true);
same<ReturnType<typeof stake.decodeOutput<"get_stake">>, StakeData | null>(true);
same<StakeData["reward"], string>(true);
same<StakeData["faults"], number>(true);
same<StakeData<AsBigInts>["reward"], bigint>(true);
same<StakeContract["functions"]["stakes"]["output"], readonly [StakeKeys, StakeData]>(true);
const data = stake.decodeOutput("get_stake", bytes);
if (data?.amount) data.amount.value satisfies string;
for (const reward of stake.decodeEvent("reward", bytes)) reward.reason satisfies "GeneratorFixed" | "GeneratorExtra" | "Voter" | "Other";

const big = await loadDriver<StakeContract<AsBigInts>>(url, { integers: "bigint" });
same<ReturnType<typeof big.decodeOutput<"burnt_amount">>, bigint>(true);
big.encodeInput("set_burnt_amount", big.decodeInput("set_burnt_amount", bytes));
// What was decoded can be encoded again.
stake.encodeInput("stake", stake.decodeInput("stake", bytes));
stake.encodeInput("hard_slash", stake.decodeInput("hard_slash", bytes));

const transfer = await loadDriver<TransferContract>(url);
const transaction = transfer.decodeInput("spend_and_execute", bytes);
if ("Moonlight" in transaction) transaction.Moonlight.payload.nonce satisfies string;
else transaction.Phoenix.payload.chain_id satisfies number;
transfer.encodeInput("spend_and_execute", transaction);
const result = transfer.decodeOutput("spend_and_execute", bytes);
if ("Ok" in result) result.Ok satisfies string;

const token = createContract(await loadDriver<Drc20>(url));
token.encode.transfer({ to: { Contract: "00" }, value: 7n });
token.encode.total_supply() satisfies Uint8Array;
token.decode.total_supply(bytes) satisfies string;
token.events.transfer(bytes).from satisfies { External: string } | { Contract: string };

const worker = await runInWorker<Drc20>(url);
(await worker.decodeOutput("decimals", bytes)) satisfies number;

// Every shape: members that may be left out, tags, maps, tuples.
const tagged: Shapes.Tagged<AsInput>[] = [
  { kind: "Number", value: 1 },
  { kind: "Mixed", bound: null, list: [1n, null], bytes: "0x00", side: { "far-right": 1 } },
  { kind: "Wrapped", fixed: "00000000", any: [] },
  { kind: "Nothing" },
];
const shapes = await loadDriver<Shapes.Shapes>(url);
shapes.encodeInput("tagged", tagged);
same<Shapes.Everything["by_number"], { readonly [name: string]: string | null }>(true);
same<Shapes.Everything["tuple"], readonly [string, string, string]>(true);
for (const one of shapes.decodeOutput("tagged", bytes)) if (one.kind === "Mixed") one.note satisfies string | null | undefined;

// Without declarations, bigints are in the types where they were asked for.
const any = await loadDriver(url);
const anyBig = await loadDriver(url, { integers: "bigint" });
const big1 = anyBig.decodeOutput("f", bytes);
if (typeof big1 === "bigint") big1 satisfies bigint;
// What has declarations can stand where none are needed, and the other way round.
const untyped: Driver = stake;
createContract<Drc20>(any).encode.total_supply();
identify(createContract(big), bytes).forEach((meaning) => {
  if (meaning.kind === "output" && meaning.name === "burnt_amount") meaning.value satisfies bigint;
});
identify(createContract(untyped), bytes);

// Registries.
const texts = await new DriverRegistry().get<StakeContract>("a");
texts.decodeOutput("burnt_amount", bytes) satisfies string;
const bigs = await new DriverRegistry({ integers: "bigint" }).get<StakeContract<AsBigInts>>("a");
bigs.decodeOutput("burnt_amount", bytes) satisfies bigint;

// Contracts of drivers on workers, feeds, lists of events, validation.
const there = await createContract(worker);
(await there.decode.total_supply(bytes)) satisfies string;
for (const [keys, { reward }] of decodeFeed(stake, "stakes", bytes)) [keys.account, reward] satisfies [string, string];
for await (const [, { reward }] of decodeFeed(big, "stakes", (await fetch(url)).body!)) reward satisfies bigint;
for (const event of stake.decodeEvents([{ topic: "reward" as string, data: bytes }])) {
  if (event.error) event.error.kind satisfies string;
  else if (event.topic === "slash") event.value.value satisfies string;
}
for (const { kind, pointer } of validate(stake, "stake", { chain_id: "one" })) [kind, pointer] satisfies [string, string | undefined];
stake.encodeInput("get_stake", "key");
// J26: keys and signatures as bytes.
stake.encodeInput("get_stake", bytes);
big.encodeInput("slash", [bytes, null]);
same<StakeKeys["account"], string>(true);
same<StakeKeys<AsBigInts>["account"], string>(true);
same<StakeKeys<AsInput>["account"], string | Uint8Array>(true);
any.encodeInput("f", new Map([[1n, { a: new Uint8Array() }]]));

// Samples are arguments, of drivers that give text and of those that give bigints.
stake.encodeInput("stake", sample(stake, "stake", 7));
big.encodeInput("stake", sample(big, "stake"));
any.encodeInput("f", sample(any, "f"));
sample(stake, "burnt_amount") satisfies null;
sample(stake.schema(), "reward", 7, "event") satisfies JsonValue;
sample(inspect(bytes).schema!, "stake", 7) satisfies JsonValue;
