/** Every attack in every function that a driver exports: each is a named error, and what comes next works. */
import { type Driver, loadDriver, runInWorker, type WorkerDriver } from "data-driver";
import { expect, test } from "vitest";
import { failureOf } from "./support/failure.ts";
import { file } from "./support/files.ts";
import { ATTACKED, type Attacked, ATTACKING } from "./support/hostileDrivers.ts";

/** Of an attack, the kind of error; nothing where the driver harms only what it says itself. */
function kindOf(at: Attacked, attack: string): string | undefined {
  const isError = at.startsWith("get_last_error");
  if (/scribbles$/.test(attack)) return undefined;
  if (/(trap|divides|reaches)$/.test(attack)) return "trap";
  if (/loops$/.test(attack)) return "timeout";
  if (/(recurses|recursesWide|grows|4 GiB|never said)$/.test(attack) && !/a result of 4 GiB$/.test(attack)) return "limit_exceeded";
  // What it says of its errors is not needed.
  if (/code -?\d+$/.test(attack)) return isError ? "other" : "bad_driver";
  // Bytes are not asked to be text.
  if (/not UTF-8$/.test(attack) && at === "encode_input_fn") return undefined;
  return "bad_driver";
}

const bytes = new TextEncoder().encode("17");
const large = new Uint8Array(2 << 20).fill(0x31);

type Call = (driver: Driver | WorkerDriver) => unknown;
/** The call that meets the attack, on a driver that has had none. */
const CALLS: Record<Attacked, Call> = {
  alloc: (driver) => driver.decodeInputJson("echo", large),
  dealloc: async (driver) => {
    await driver.decodeInputJson("echo", large);
    await driver.decodeInputJson("echo", bytes);
  },
  encode_input_fn: (driver) => driver.encodeInput("x", 1),
  decode_input_fn: (driver) => driver.decodeInput("x", bytes),
  decode_output_fn: (driver) => driver.decodeOutput("x", bytes),
  decode_event: (driver) => driver.decodeEvent("x", bytes),
  get_schema: (driver) => driver.schema(),
  get_version: (driver) => driver.version(),
  get_last_error: (driver) => driver.decodeInput("f", bytes),
  get_last_error_details: (driver) => driver.decodeInput("f", bytes),
  init: (driver) => driver.version(),
};

async function outcome(at: Attacked, attack: string, loading: Promise<Driver | WorkerDriver>): Promise<void> {
  let driver: Driver | WorkerDriver;
  const expected = kindOf(at, attack);
  try {
    driver = await loading;
  } catch {
    // These are asked when it is loaded. Of an instance that never was, less is known.
    expect(["get_version", "init"], attack).toContain(at);
    const error = await failureOf(loading);
    expect(error.kind, attack).toBe("load");
    expect(error.message.length, attack).toBeLessThan(200);
    return;
  }
  const call = Promise.resolve(driver).then(CALLS[at]);
  if (expected) expect((await failureOf(call)).kind, attack).toBe(expected);
  else await call.catch(() => failureOf(call));
  // The next call, and the next driver.
  expect(await driver.decodeEvent("echo", bytes), attack).toBe(17);
  if ("close" in driver) driver.close();
}

for (const at of ATTACKED) {
  const attacks = Object.keys(ATTACKING).filter((name) => name.startsWith(`${at} `));

  test(`${at}: every attack is a named error, and the next call and the next driver work`, async () => {
    expect(attacks.length).toBeGreaterThan(7);
    // Only a worker can be ended.
    for (const attack of attacks.filter((name) => !name.endsWith("loops"))) {
      await outcome(at, attack, loadDriver(file(`hostile/${attack}`)));
      expect((await loadDriver(file("fixture/plain"))).version(), attack).toBe("1.2.3");
    }
  });

  test(`${at}: the same in a worker, and what never ends is ended`, async () => {
    for (const attack of attacks) await outcome(at, attack, runInWorker(file(`hostile/${attack}`), { timeout: attack.endsWith("loops") ? 300 : 10_000 }));
  });
}
