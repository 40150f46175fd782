/** Texts of a driver that are not what they should be: schemas that are none, results that are deep or huge. */
import { createContract, DataDriverError, decodeFeed, identify, loadDriver, runInWorker, validate } from "data-driver";
import { sample } from "data-driver/sample";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { failure, failureOf } from "./support/failure.ts";
import { file, load } from "./support/files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

for (const { name } of inject("corpus").filter(({ name }) => name.startsWith("schema: "))) {
  test(`${name}: whoever reads it has a value or a named error, and the next call works`, async () => {
    const driver = await load(`hostile/${name}`);
    for (const read of [
      () => driver.schema(),
      () => createContract(driver),
      () => createContract(driver).encode.echo,
      () => identify(createContract(driver), bytes("1")),
      // These depend on their types.
      () => driver.encodeInput("echo", { a: new Uint8Array(3), b: 2 ** 60 }),
      () => driver.encodeInput("echo", [[[new Uint8Array(3)]]]),
      () => validate(driver, "echo", { a: 1 }),
      () => sample(driver, "echo", 1),
      () => [...decodeFeed(driver, "echo", bytes("11"))],
    ]) {
      try {
        read();
      } catch (error) {
        expect(error, `${read}`).toBeInstanceOf(DataDriverError);
      }
    }
    expect(driver.decodeEvent("e", bytes("17"))).toBe(17);

    // With bigints the schema is read when the driver is loaded, on a worker there.
    for (const start of [() => loadDriver(file(`hostile/${name}`), { integers: "bigint" }), () => runInWorker(file(`hostile/${name}`), { integers: "bigint" })]) {
      const loading = start();
      const typed = await loading.catch((error: DataDriverError) => void expect(error.message).toMatch(/full schema|not JSON/));
      if (!typed) continue;
      await Promise.resolve(typed).then((typed) => typed.decodeOutput("echo", bytes("[[1]]"))).catch((error: unknown) => expect(error).toBeInstanceOf(DataDriverError));
      if ("close" in typed) typed.close();
    }
  });
}

const deep = (levels: number, open: string, close: string, inner = "") => open.repeat(levels) + inner + close.repeat(levels);
/** Results, which the driver gives as they are, and what comes of them: here, and on a worker, out of which not all can be sent. */
const RESULTS: Record<string, [text: string, here: string, there?: string]> = {
  "a deep list": [deep(500_000, "[", "]"), "", "limit_exceeded"],
  "a deep object": [deep(250_000, `{"a":`, "}", "1"), "", "limit_exceeded"],
  "a deep list of wide integers": [deep(100_000, "[12345678901234567890,", "]", "1"), "", "limit_exceeded"],
  "half of a deep list": ["[".repeat(4_000_000), "bad_driver"],
  "a number of 2 million digits": ["9".repeat(2_000_000), ""],
  "a text of 3 MB": [`"${"x".repeat(3_000_000)}"`, ""],
  "100,000 members": [`{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":${i}`).join()}}`, ""],
  "a member that all objects have": [`{"__proto__":{"x":1},"constructor":1}`, ""],
  quotes: ['"'.repeat(1_000_000), "bad_driver"],
  backslashes: [`"${"\\".repeat(1_000_001)}" 12345678901234567890`, "bad_driver"],
  "half a surrogate pair": [`"\\ud800"`, ""],
  "a mark of byte order": ["\ufeff1", "bad_driver"],
};
let worker: Awaited<ReturnType<typeof runInWorker>>;
beforeAll(async () => {
  worker = await runInWorker(file("hostile/harmless"), { timeout: 30_000 });
});
afterAll(() => worker.close());

for (const [name, [text, here, there = here]] of Object.entries(RESULTS)) {
  test(`${name}: a value or a named error, here and on a worker, and the next call works`, async () => {
    const driver = await load("hostile/harmless");
    if (here) expect(failure(() => driver.decodeOutput("e", bytes(text))).kind).toBe(here);
    else driver.decodeOutput("e", bytes(text));
    const sent = worker.decodeOutput("e", bytes(text));
    if (there) expect((await failureOf(sent)).kind).toBe(there);
    else await sent;
    expect(driver.decodeOutputJson("e", bytes(text))).toBe(text);
    expect(await worker.decodeOutput("e", bytes("17"))).toBe(17);
  });
}

test("a result that is not UTF-8 is named, in every conversion", async () => {
  const driver = await load("hostile/harmless");
  for (const method of ["decodeInput", "decodeOutput", "decodeEvent", "decodeInputJson", "decodeOutputJson", "decodeEventJson"] as const) {
    const error = failure(() => driver[method]("e", new Uint8Array([0x22, 0xff, 0xfe, 0x22])));
    expect(error).toMatchObject({ kind: "bad_driver", message: "e: the driver's text is not UTF-8" });
  }
});
