/** Drivers of strangers in the playground, and those that are deployed. */
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { load, toHex } from "../../support/files.ts";
import { choose, copied, drop, paste, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

async function opened(name: string): Promise<{ page: Page; errors: string[] }> {
  const opened = await playground.open();
  await shown(opened.page, "stake");
  await drop(opened.page, name);
  return opened;
}

/** Names a function or event of a driver that names none. */
async function ask(page: Page, name: string, what = "function"): Promise<void> {
  await page.getByRole("textbox", { name: "Name of a function or event" }).fill(name);
  await page.getByRole("combobox", { name: "What it is" }).selectOption(what);
  await page.getByRole("button", { name: "Show" }).click();
  await shown(page, name);
}

test("a deployed driver whose schema only names types has a box for JSON, and says why", async () => {
  const { page, errors } = await opened("fixture/untyped");
  await page.getByText("so the value is JSON. Its type is u64.").waitFor();
  await page.getByRole("textbox", { name: "Value as JSON" }).fill("[1]");
  await page.locator(".cells", { hasText: "5b315d" }).waitFor();
  await choose(page, "echo", "Events");
  await paste(page, "5b315d");
  await page.locator("#size", { hasText: "3 bytes" }).waitFor();
  expect(await page.locator("#json-view").textContent()).toBe("[\n  1\n]");
  expect(errors).toEqual([]);
});

test("Dusk's own stake driver, which traps when it is asked for a schema, works with names that are written", async () => {
  const golden = inject("goldens").find(({ file }) => file === "input/get_stake.json")!;
  const { page, errors } = await opened("deployed-stake");
  await ask(page, "get_stake");
  await page.getByRole("textbox", { name: "Value as JSON" }).fill(golden.json);
  const expected = toHex((await load("deployed-stake")).encodeInputJson("get_stake", golden.json));
  await page.locator("#size", { hasText: `${expected.length / 2} bytes` }).waitFor();
  expect(await copied(page)).toBe(expected);
  expect(errors).toEqual([]);
});

test("a driver that never returns is ended, and the page goes on", async () => {
  const { page } = await opened("misbehaving");
  await ask(page, "spin");
  await page.getByRole("textbox", { name: "Value as JSON" }).fill("1");
  await page.locator("#without", { hasText: "The driver was stopped because it had no answer within 3 seconds." }).waitFor();
  // P7: that is no fault of the text.
  expect(await page.locator(".wrong, [aria-invalid]").count()).toBe(0);
  await ask(page, "zeros");
  await page.getByRole("textbox", { name: "Value as JSON" }).fill("3");
  await page.locator(".cells", { hasText: "000000" }).waitFor();
});

test("a driver that panics is quoted", async () => {
  const { page } = await opened("misbehaving");
  await ask(page, "panic");
  await page.getByRole("textbox", { name: "Value as JSON" }).fill("3");
  await page.locator("#without", { hasText: "asked to panic with 3" }).waitFor();
});

test("a driver that fails on changed bytes has no ranges, and the page says why", async () => {
  const { page, errors } = await opened("misbehaving");
  await ask(page, "zeros");
  // Four bytes, which it reads as a number of bytes to make: changed, there are too many.
  await page.getByRole("textbox", { name: "Value as JSON" }).fill("4");
  await page.locator("#status", { hasText: "not known: the driver fails on changed bytes" }).waitFor();
  expect(await page.locator(".cells").innerText()).toBe("00000000");
  expect(await page.locator(".shade-0, .shade-1, .unused").count()).toBe(0);
  expect(errors).toEqual([]);
});

test("what is no driver is refused with the reason", async () => {
  const { page } = await opened("fixture/imports");
  await page.getByRole("alert").filter({ hasText: "drivers import nothing" }).waitFor();
  // The one that was there is still there.
  await shown(page, "stake");
});

test("markup in a driver's words is text", async () => {
  const { page, errors } = await opened("fixture/markup");
  await page.getByRole("heading", { level: 2, name: "echo<b>" }).waitFor();
  expect(await page.locator(".about").textContent()).toContain("<script>alert(1)</script>");
  expect(await page.locator("#form").innerText()).toContain("<i>x</i>");
  expect(await page.locator("main img, main script, main b, main i, aside img").count()).toBe(0);
  expect(errors).toEqual([]);
});
