/** Made-up values in the playground's form, and choices that are only taken. */
import type { Page } from "playwright";
import { sample } from "data-driver/sample";
import { afterAll, beforeAll, expect, test } from "vitest";
import { load, toHex } from "../../support/files.ts";
import { choose, copied, drop, opened, paste, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const press = (page: Page) => page.getByRole("button", { name: "Sample", exact: true }).click();
/** The bytes that a value of these has. */
async function expectBytes(page: Page, bytes: Uint8Array): Promise<void> {
  await expect.poll(() => page.locator(".dump .cells").allInnerTexts().then((lines) => lines.join("").replace(/\s/g, ""))).toContain(toHex(bytes.subarray(-8)));
  expect(await copied(page)).toBe(toHex(bytes));
}

test("each press fills in another value, and Back brings back what was written", async () => {
  const { page, errors } = await playground.open("#driver=stake&input=set_burnt_amount");
  await shown(page, "set_burnt_amount");
  const amount = page.locator(".leaf input");
  await amount.fill("123");
  await page.locator("#size", { hasText: "8 bytes" }).waitFor();
  const driver = await load("stake");
  for (const seed of [0, 1, 2]) {
    await press(page);
    const value = sample(driver, "set_burnt_amount", seed) as string;
    await expect.poll(() => amount.inputValue()).toBe(value);
    await expectBytes(page, driver.encodeInput("set_burnt_amount", value));
  }
  // However many were looked at.
  await page.goBack();
  await expect.poll(() => amount.inputValue()).toBe("123");
  await page.goForward();
  await expect.poll(() => amount.inputValue()).toBe(sample(driver, "set_burnt_amount", 2));
  // What was changed is written, and is kept.
  await amount.fill("7");
  await press(page);
  await expect.poll(() => amount.inputValue()).toBe(sample(driver, "set_burnt_amount", 3));
  await page.goBack();
  await expect.poll(() => amount.inputValue()).toBe("7");
  expect(errors).toEqual([]);
});

test("presses in a row are counted, the button keeps the focus, and pasted bytes are gone", async () => {
  const { page, errors } = await playground.open("#driver=stake&input=set_burnt_amount");
  await shown(page, "set_burnt_amount");
  await paste(page, "ff00000000000000");
  await expect.poll(() => page.locator(".leaf input").inputValue()).toBe("255");
  const button = page.getByRole("button", { name: "Sample", exact: true });
  await button.evaluate((element: HTMLElement) => [1, 2, 3].forEach(() => element.click()));
  await expect.poll(() => page.locator(".leaf input").inputValue()).toBe(sample(await load("stake"), "set_burnt_amount", 2));
  expect(await page.getByLabel("Paste bytes").inputValue()).toBe("");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".leaf input").inputValue()).toBe(sample(await load("stake"), "set_burnt_amount", 3));
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(errors).toEqual([]);
});

test("a form of every kind of field, and JSON", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await drop(page, "shapes");
  await opened(page, "Shapes");
  await choose(page, "everything");
  const driver = await load("shapes");
  await press(page);
  await expectBytes(page, driver.encodeInput("everything", sample(driver, "everything", 0)));
  await page.locator("#as-json").click();
  await press(page);
  await expect.poll(async () => JSON.parse(await page.locator("#json").inputValue())).toEqual(sample(driver, "everything", 1));
  await expectBytes(page, driver.encodeInput("everything", sample(driver, "everything", 1)));
  expect(errors).toEqual([]);
});

test("a press right after typing shows the sample", async () => {
  const { page, errors } = await playground.open("#driver=stake&input=set_burnt_amount");
  await shown(page, "set_burnt_amount");
  await page.locator("#as-json").click();
  const text = page.locator("#json");
  const driver = await load("stake");
  // What was typed is encoded a moment later: before, while and after the sample is looked for.
  for (const [seed, pause] of [0, 20, 40, 50, 55, 58, 60, 62, 65, 80].entries()) {
    await text.evaluate((element: HTMLTextAreaElement, { value, pause }) => {
      element.value = value;
      element.dispatchEvent(new InputEvent("input", { bubbles: true }));
      setTimeout(() => document.querySelector<HTMLElement>("#sample")!.click(), pause);
    }, { value: JSON.stringify(`${seed}`), pause });
    await expect.poll(() => text.inputValue()).toBe(JSON.stringify(sample(driver, "set_burnt_amount", seed)));
  }
  expect(errors).toEqual([]);
});

test("one that the driver refuses is passed over", async () => {
  const { page } = await playground.open("#driver=smart-rollup&input=reveal_hash");
  await shown(page, "reveal_hash");
  const driver = await load("smart-rollup");
  const taken = [...Array(50).keys()].filter((seed) => {
    try {
      return driver.encodeInput("reveal_hash", sample(driver, "reveal_hash", seed));
    } catch {
      return false;
    }
  });
  expect(taken.slice(0, 4)).not.toEqual([0, 1, 2, 3]);
  for (const seed of taken.slice(0, 4)) {
    await press(page);
    await expectBytes(page, driver.encodeInput("reveal_hash", sample(driver, "reveal_hash", seed)));
  }
});

test("where the driver takes none, what is wrong is said", async () => {
  const { page } = await playground.open("#driver=smart-rollup&input=micheline_text");
  await shown(page, "micheline_text");
  await press(page);
  await page.locator(".field.wrong .note", { hasText: /expected a primitive of Michelson/ }).waitFor();
  await press(page);
  await expect.poll(async () => page.locator(".leaf input").inputValue()).toBe(sample(await load("smart-rollup"), "micheline_text", 1));
});

test("what cannot be drawn is passed over, and the button goes on", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await drop(page, "fixture/partly");
  await opened(page, "Partly");
  const schema = (await load("fixture/partly")).schema();
  const drawn = [...Array(20).keys()].flatMap((seed) => {
    try {
      return [sample(schema, "echo", seed, "input")];
    } catch {
      return [];
    }
  });
  expect(drawn.length).toBeLessThan(20);
  await page.locator("#as-json").click();
  for (const value of drawn.slice(0, 6)) {
    await press(page);
    await expect.poll(() => page.locator("#json").inputValue()).toBe(JSON.stringify(value));
  }
  expect(errors).toEqual([]);
});

test("presses that were not yet answered when another driver was opened are forgotten", async () => {
  const { page, errors } = await playground.open("#driver=stake&input=stake");
  await shown(page, "stake");
  const button = page.getByRole("button", { name: "Sample", exact: true });
  await button.waitFor();
  // So many that a driver without names is there before they are answered.
  await button.evaluate((element: HTMLElement) => Array.from({ length: 3_000 }, () => element.click()));
  await drop(page, "misbehaving");
  await page.locator("#asked-note", { hasText: "No names" }).waitFor();
  await drop(page, "fixture/partly");
  await opened(page, "Partly");
  await choose(page, "echo_late");
  await press(page);
  await expect.poll(() => page.locator(".leaf input").inputValue()).not.toBe("");
  expect(errors).toEqual([]);
});

test("there is no button where there is nothing to fill in", async () => {
  const { page } = await playground.open("#driver=stake&input=get_config");
  await shown(page, "get_config");
  const button = page.locator("#sample");
  // It takes nothing.
  expect(await button.isVisible()).toBe(false);
  await choose(page, "stake");
  expect(await button.isVisible()).toBe(true);
  await choose(page, "reward", "Events");
  expect(await button.isVisible()).toBe(false);
  // Its schema has no types.
  await drop(page, "fixture/untyped");
  await page.locator("#untyped").waitFor();
  expect(await button.isVisible()).toBe(false);
});

test("choices that are only taken are offered, stay as they were written, and are never what bytes mean", async () => {
  const { page, errors } = await playground.open("#driver=preimage-oracle&input=preimage_request");
  await shown(page, "preimage_request");
  const choice = page.getByRole("combobox", { name: "key" });
  const options = await choice.locator("option").allInnerTexts();
  expect(options).toEqual([...new Set(options)]);
  expect(options).toContain("keccak256 · Text");
  await choice.selectOption("keccak256 · Text");
  await page.getByRole("textbox", { name: "preimage_utf8" }).fill("hello");
  const driver = await load("preimage-oracle");
  const bytes = driver.encodeInput("preimage_request", { type: "keccak256", preimage_utf8: "hello" });
  await expectBytes(page, bytes);
  expect(await page.locator("#form").innerText()).toContain("Taken only: its bytes are read as another choice.");

  // There and back.
  await page.locator("#as-json").click();
  expect(JSON.parse(await page.locator("#json").inputValue())).toEqual({ type: "keccak256", preimage_utf8: "hello" });
  await page.locator("#as-form").click();
  expect(await page.getByRole("textbox", { name: "preimage_utf8" }).inputValue()).toBe("hello");
  // In a link, too.
  await page.locator("#share").click();
  await page.locator("#share", { hasText: "Copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await playground.open(new URL(link).hash);
  await shown(other.page, "preimage_request");
  await expect.poll(() => other.page.getByRole("textbox", { name: "preimage_utf8" }).inputValue()).toBe("hello");

  await paste(page, toHex(bytes));
  await expect.poll(() => choice.inputValue()).toBe("keccak256 · Data");
  expect(await page.locator(`.leaf textarea`).inputValue()).toBe(`0x${toHex(bytes.subarray(1))}`);

  const response = toHex(driver.encodeInput("preimage_response", { data_utf8: "hello" }));
  await page.evaluate((bytes) => (location.hash = `driver=preimage-oracle&output=preimage_request&bytes=${bytes}`), response);
  await page.locator(".tree .literal", { hasText: "0x68656c6c6f" }).waitFor();
  expect(await page.locator("#work").innerText()).not.toContain("Taken only");
  expect([...errors, ...other.errors]).toEqual([]);
});
