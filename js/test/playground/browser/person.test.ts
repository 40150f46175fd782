/** The playground, used as a person would use it. */
import type { Locator } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { failure } from "../../support/failure.ts";
import { load, toHex } from "../../support/files.ts";
import { choose, copied, drop, opened, paste, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const CONTRACT = "ab".repeat(32);
const golden = (file: string) => inject("goldens").find((one) => one.file === file)!;

test("a dropped driver, a filled form, its bytes, pasted back", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await drop(page, "drc20", "my-token.wasm");
  await opened(page, "Drc20");
  await choose(page, "transfer", "Transactions");
  expect(await page.locator("#subject").innerText()).toContain("Moves a value from the caller to another account.");

  await page.getByRole("combobox", { name: "to" }).selectOption("Contract");
  await page.getByRole("textbox", { name: "Contract" }).fill(CONTRACT);
  await page.getByRole("textbox", { name: "value" }).fill("18446744073709551615");
  const driver = await load("drc20");
  const expected = toHex(driver.encodeInput("transfer", { to: { Contract: CONTRACT }, value: 2n ** 64n - 1n }));
  await page.locator(".line", { hasText: "ffffffffffffffff" }).waitFor();
  expect(await copied(page)).toBe(expected);
  expect(await copied(page, "base64")).toBe(Buffer.from(expected, "hex").toString("base64"));
  expect(await copied(page, "curl")).toContain(`printf %s ${expected} | xxd -r -p | curl`);

  await page.getByRole("combobox", { name: "Fill in" }).selectOption("Nothing");
  await page.locator("#without", { hasText: "To be filled in" }).waitFor();
  expect(await page.getByRole("textbox", { name: "value" }).inputValue()).toBe("0");
  await paste(page, `0x${expected}`);
  await page.locator("#size", { hasText: `${expected.length / 2} bytes` }).waitFor();
  expect(await page.getByRole("textbox", { name: "value" }).inputValue()).toBe("18446744073709551615");
  expect(await page.getByRole("textbox", { name: "Contract" }).inputValue()).toBe(CONTRACT);
  expect(errors).toEqual([]);
});

test("a broken field says what is wrong, in the driver's words, until it is mended", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  const value = page.getByRole("textbox", { name: "value", exact: true });
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  await value.fill("18446744073709551616");
  const note = page.locator(`.field[data-pointer="/value"] .note`);
  await page.locator(`.field.wrong[data-pointer="/value"]`).waitFor();
  const json = { ...JSON.parse(golden("input/stake.example.json").json), value: "18446744073709551616" };
  const driver = await load("stake");
  const { expected, found } = failure(() => driver.encodeInput("stake", json));
  expect(await note.textContent()).toBe(`expected ${expected}, found ${found}`);
  expect(await value.getAttribute("aria-invalid")).toBe("true");
  expect(await note.getAttribute("id")).toBe(await value.getAttribute("aria-describedby"));
  expect(await page.getByRole("button", { name: "Copy hex" }).isDisabled()).toBe(true);
  // The line below the bytes leads to the field.
  await page.locator("#without").getByRole("button", { name: "value" }).click();
  expect(await value.evaluate((element) => element === document.activeElement)).toBe(true);

  await value.fill("7");
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  expect(await page.locator(".wrong").count()).toBe(0);
  expect(await value.getAttribute("aria-invalid")).toBe(null);

  await page.getByRole("textbox", { name: "account" }).first().fill("not base58: 0OIl");
  await page.locator(`.field.wrong[data-pointer="/keys/account"]`).waitFor();
  expect(errors).toEqual([]);
});

test("what nobody has touched is not called wrong, and is what comes next", async () => {
  const { page } = await playground.open("#driver=stake&input=get_stake");
  await shown(page, "get_stake");
  await page.locator("#without", { hasText: "To be filled in: account" }).waitFor();
  expect(await page.locator(".wrong").count()).toBe(0);
});

test("every kind of field", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await drop(page, "shapes");
  await opened(page, "Shapes");
  await choose(page, "everything");
  const group = (pointer: string) => page.locator(`.group[data-pointer="${pointer}"]`);
  const leaf = (pointer: string) => page.locator(`.leaf[data-pointer="${pointer}"]`).locator("input, textarea");
  // By the keyboard: a mistake's words come and go a moment after an edit, and may move a button between the two halves of a click.
  const press = (button: Locator) => button.press("Enter");

  await leaf("/integers/tiny").fill("255");
  await leaf("/integers/huge_signed").fill(`${-(2n ** 127n)}`);
  expect(await page.locator(`.leaf[data-pointer="/integers/huge_signed"] .note`).innerText()).toBe("−2¹²⁷ to 2¹²⁷ − 1");
  await page.getByRole("checkbox", { name: "maybe is there" }).check();
  await leaf("/maybe").fill(`${2n ** 128n - 1n}`);
  await press(page.getByRole("button", { name: "Add i64" }));
  // A new item has the focus.
  await page.keyboard.type("-5");
  await press(page.getByRole("button", { name: "Add i64" }));
  await leaf("/list/1").fill("6");
  await press(page.getByRole("button", { name: "Remove list 1" }));
  await leaf("/array/1").fill("-1");
  await leaf("/tuple/1").fill("text");
  await press(group("/by_name").getByRole("button", { name: "Add entry" }));
  await page.getByRole("textbox", { name: "Key 1 of by_name" }).fill("alice");
  await page.keyboard.press("Tab");
  await leaf("/by_name/alice").fill("9");
  await press(page.getByRole("button", { name: "Add Choice" }));
  await page.getByRole("combobox", { name: "choices 1" }).selectOption("Range");
  await leaf("/choices/0/Range/from").fill("1");
  await page.getByRole("checkbox", { name: "to is there" }).check();
  await leaf("/choices/0/Range/to").fill("2");
  await leaf("/bytes/fixed").fill("01 02 03 04");
  await page.getByRole("checkbox", { name: "flag" }).check();
  await page.getByRole("checkbox", { name: "note is there" }).check();
  await leaf("/note").fill("well");

  const value = {
    integers: { tiny: 255, short: 0, narrow: 0, wide: 0, wide_signed: 0, huge: 0, huge_signed: -(2n ** 127n) },
    maybe: 2n ** 128n - 1n,
    list: [6],
    array: [0, -1],
    tuple: [0, "text", 0],
    by_name: { alice: 9 },
    by_number: {},
    choices: [{ Range: { from: 1, to: 2 } }],
    bytes: { fixed: "01020304", any: "" },
    flag: true,
    note: "well",
  };
  const expected = toHex((await load("shapes")).encodeInput("everything", value));
  await page.locator("#size", { hasText: `${expected.length / 2} bytes` }).waitFor();
  expect(await copied(page)).toBe(expected);
  expect(errors).toEqual([]);
});

test("a field and its bytes point at each other", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  const range = page.locator(`.leaf[data-pointer="/value"] .range`);
  await range.filter({ hasText: "bytes" }).waitFor();
  expect(await range.innerText()).toBe("bytes 408–415");
  await page.getByRole("textbox", { name: "value", exact: true }).focus();
  const active = page.locator(".cells .active");
  expect((await active.allInnerTexts()).join("")).toBe(golden("input/stake.example.json").hex.slice(816, 832));
  expect(await active.first().isVisible()).toBe(true);
  expect(await page.locator("#status").innerText()).toBe("bytes 408–415: value");
  await page.locator(`.cells [data-at="630"]`).hover();
  expect(await page.locator(".field.pointed").count()).toBe(0);
  await page.locator(`.cells [data-at="624"]`).hover();
  expect(await page.locator(".field.pointed").getAttribute("data-pointer")).toBe("/chain_id");
});

test("the bytes of an event, in every form of bytes", async () => {
  const { hex, json } = golden("event/reward.mainnet.json");
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await choose(page, "reward", "Events");
  for (const text of [hex, `0x${hex.toUpperCase()}`, Buffer.from(hex, "hex").toString("base64")]) {
    await paste(page, "");
    await page.locator("#empty", { hasText: "Paste the bytes of a reward event" }).waitFor();
    await paste(page, text);
    await page.locator("#size", { hasText: `${hex.length / 2} bytes` }).waitFor();
    const [first] = JSON.parse(json);
    expect(await page.locator(`.tree [data-pointer="/0/account"] .literal`).innerText()).toBe(first.account);
    expect(await page.locator(`.tree [data-pointer="/0/value"] .literal`).count()).toBe(1);
    // In DUSK or not: its digits, whatever stands between them.
    expect((await page.locator(`.tree [data-pointer="/0/value"] :is(.raw, .literal)`).last().innerText()).replaceAll(",", "")).toBe(first.value);
    expect(await page.locator(`.tree [data-pointer="/0/reason"] .literal`).innerText()).toBe(first.reason);
  }
  await page.locator(`.tree [data-pointer="/0/value"] .range`, { hasText: "bytes" }).waitFor();
  await paste(page, hex.slice(2));
  await page.locator("#paste-note.wrong", { hasText: "This is no reward event" }).waitFor();
  await paste(page, "xyz!");
  await page.locator("#paste-note", { hasText: "neither hex nor base64" }).waitFor();
  expect(errors).toEqual([]);
});

test("the result of a function", async () => {
  const { page } = await playground.open("#driver=stake&input=burnt_amount");
  await shown(page, "burnt_amount");
  await page.getByText("It takes nothing.").waitFor();
  await page.getByRole("button", { name: "Result" }).click();
  await paste(page, "ff".repeat(8));
  await page.locator(".tree .head", { hasText: /18,446,744,073,709,551,615|18446744073709551615/ }).first().waitFor();
});

test("JSON instead of the form, and back, without losing a digit", async () => {
  const { page } = await playground.open("#driver=stake&input=set_burnt_amount");
  await shown(page, "set_burnt_amount");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const json = page.getByRole("textbox", { name: "Value as JSON" });
  await json.fill("18446744073709551615");
  await page.locator(".cells", { hasText: "ffffffffffffffff" }).waitFor();
  await page.getByRole("button", { name: "Form" }).click();
  expect(await page.getByRole("textbox", { name: "burnt_amount" }).inputValue()).toBe("18446744073709551615");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await json.fill("{");
  await page.locator("#json-note.wrong").waitFor();
  expect(await json.getAttribute("aria-invalid")).toBe("true");
});

test("everything can be done with the keyboard", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  const focused = () =>
    page.evaluate(() => {
      const { ariaLabel, textContent, id } = document.activeElement as HTMLElement;
      return ariaLabel || textContent?.trim() || id;
    });
  const tabTo = async (what: string) => {
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press("Tab");
      if ((await focused()) === what) return;
    }
    throw new Error(`${what} cannot be reached`);
  };
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Skip to the value");
  await tabTo("Filter the names");
  await page.keyboard.type("set_con");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("set_config");
  await page.keyboard.press("Enter");
  await shown(page, "set_config");
  await tabTo("JSON");
  // The first field comes next.
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("3");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1000");
  const expected = toHex((await load("stake")).encodeInput("set_config", { warnings: 3, minimum_stake: 1000 }));
  await page.locator(".cells").first().filter({ hasText: expected }).waitFor();
  await tabTo("Copy hex");
  await page.keyboard.press("Enter");
  await page.locator("#said", { hasText: "Copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
  // Whatever has the focus can be seen to have it.
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe("solid");
});
