/** What must not compile with the drivers' declarations. A comment says with which error the next line fails. */
import { createContract, type Driver, DriverRegistry, loadDriver } from "data-driver";
import { sample } from "data-driver/sample";
import type { Drc20 } from "drivers/drc20";
import type { AsBigInts, AsInput, StakeContract, StakeData, StakeKeys } from "drivers/stake";
import type { Choice, Everything } from "drivers/shapes";
// TS2305: has no exported member 'Evil'
import type { Evil } from "declarations/names";

declare const url: URL;
declare const bytes: Uint8Array;
declare const keys: StakeKeys<AsInput>;
declare const data: StakeData;
const signature = { account: "a", owner: "b" };

const stake = await loadDriver<StakeContract>(url);
// TS2345: '"stke"' is not assignable to parameter of type
stake.encodeInput("stke", { chain_id: 1, keys, value: 5n, signature });
// TS2345: '"rewards"' is not assignable to parameter of type
stake.decodeEvent("rewards", bytes);
// TS2741: Property 'value' is missing
stake.encodeInput("stake", { chain_id: 1, keys, signature });
// TS2561: 'valeu' does not exist in type
stake.encodeInput("stake", { chain_id: 1, keys, value: 5n, signature, valeu: 5n });
// TS2322: Type 'boolean' is not assignable to type 'string | number | bigint'
stake.encodeInput("stake", { chain_id: 1, keys, value: true, signature });
// TS2322: Type 'number' is not assignable to type 'string | Uint8Array
stake.encodeInput("stake", { chain_id: 1, keys, value: 5, signature: { account: 1, owner: "b" } });
// TS2554: Expected 2 arguments, but got 1
stake.encodeInput("stake");
// TS2345: '7' is not assignable to parameter of type 'null | undefined'
stake.encodeInput("get_config", 7);
// TS2345: Source has 1 element(s) but target requires 2
stake.encodeInput("slash", ["key"]);
// TS2322: Type 'undefined' is not assignable to type 'string | number | bigint | null'
stake.encodeInput("slash", ["key", undefined]);
// TS2322: Type 'string' is not assignable to type 'bigint'
const amount: bigint = stake.decodeOutput("burnt_amount", bytes);
// TS2531: Object is possibly 'null'
stake.decodeOutput("get_stake", bytes).reward;
// TS2540: Cannot assign to 'length' because it is a read-only property
stake.decodeEvent("reward", bytes).length = 0;
// TS2367: This comparison appears to be unintentional
if (stake.decodeEvent("reward", bytes)[0]?.reason === "Voters") throw 0;
// TS2322: Type '"string"' is not assignable to type '"bigint"'
await loadDriver<StakeContract<AsBigInts>>(url, { integers: "string" });
// TS2554: Expected 2 arguments, but got 1
await loadDriver<StakeContract<AsBigInts>>(url);
// TS2322: Type 'number' is not assignable to type 'string'
data.reward = 5;
// TS2353: 'Neither' does not exist in type
const owner: StakeKeys["owner"] = { Neither: "a" };

const token = createContract(await loadDriver<Drc20>(url));
// TS2339: Property 'stake' does not exist
token.encode.stake();
// TS2741: Property 'to' is missing
token.encode.transfer({ value: 7n });
// TS2322: Type 'number' is not assignable to type 'string'
const supply: string = token.decode.decimals(bytes);

// TS2820: Type '"nothing"' is not assignable to type 'Choice'
const choice: Choice = "nothing";
// TS2322: Type 'null' is not assignable to type 'string'
const byName: Everything["by_name"] = { a: null };

// J20: the two forms of integers are types of their own.
declare const big: Driver<StakeContract<AsBigInts>>;
// TS2375: Type 'string' is not assignable to type 'bigint'
const asBig: Driver<StakeContract<AsBigInts>> = stake;
// TS2375: Type 'bigint' is not assignable to type 'string'
const asText: Driver<StakeContract> = big;
// TS2769: Type 'string' is not assignable to type 'bigint'
createContract<StakeContract<AsBigInts>>(stake);
// TS2344: does not satisfy the constraint
await new DriverRegistry({ integers: "bigint" }).get<StakeContract>("a");
// TS2344: does not satisfy the constraint
await new DriverRegistry().get<StakeContract<AsBigInts>>("a");

// TS2769: No overload matches this call
sample(stake, "stke");
// TS2345: Argument of type 'Driver<
sample(stake, "reward", 7, "event");
// TS2551: Property 'valeu' does not exist
sample(stake, "stake").valeu;
