/** A value's places and their bytes point at each other. */
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { load, toHex } from "../../support/files.ts";
import { Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const VIEW = { viewport: { width: 1280, height: 900 } };
const reward = () => inject("goldens").find(({ file }) => file === "event/reward.mainnet.json")!;

async function openReward(): Promise<Page> {
  const { page } = await playground.open(`#driver=stake&event=reward&bytes=${reward().hex}`, VIEW);
  await page.locator(`.tree [data-pointer="/3/value"] .range`, { hasText: "bytes" }).waitFor();
  return page;
}

/** Whether it is in view inside of what scrolls around it. */
const isInside = (page: Page, element: string, box: string) =>
  page.evaluate(([element, box]) => {
    const [inner, outer] = [document.querySelector(element!)!.getBoundingClientRect(), document.querySelector(box!)!.getBoundingClientRect()];
    return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  }, [element, box]);

test("P8: pointing at a value brings its bytes into view", async () => {
  const page = await openReward();
  await page.locator(`.tree [data-pointer="/3/value"] > .head`).scrollIntoViewIfNeeded();
  await page.locator(`.tree [data-pointer="/3/value"] > .head`).hover();
  expect((await page.locator(".cells .active").allInnerTexts()).join("")).toBe(reward().hex.slice(848 * 2, 856 * 2));
  expect(await isInside(page, ".cells .active", ".dump")).toBe(true);
});

test("P8: pointing at bytes brings their value into view", async () => {
  const page = await openReward();
  await page.locator(".dump").evaluate((dump) => (dump.scrollTop = dump.scrollHeight));
  await page.locator(`.cells [data-at="850"]`).hover();
  expect(await page.locator(".tree .pointed").getAttribute("data-pointer")).toBe("/3/value");
  expect(await isInside(page, ".tree .pointed > .head", "#tree")).toBe(true);
});

test("P8: both ways by keyboard", async () => {
  const page = await openReward();
  await page.locator(".tree [role=treeitem]").first().focus();
  // reward, 1, account, value
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  expect(await page.evaluate(() => document.activeElement?.parentElement?.dataset.pointer)).toBe("/0/value");
  expect((await page.locator(".cells .active").allInnerTexts()).join("")).toBe(reward().hex.slice(400, 416));
  await page.keyboard.press("ArrowLeft");
  expect(await page.evaluate(() => document.activeElement?.parentElement?.dataset.pointer)).toBe("/0");
  await page.keyboard.press("End");
  expect(await page.evaluate(() => document.activeElement?.parentElement?.dataset.pointer)).toBe("/3/reason");
  expect(await isInside(page, ".cells .active", ".dump")).toBe(true);
  // The tree is one stop.
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".tree"))).toBe(null);

  await page.locator(".dump").focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 25; i++) await page.keyboard.press("ArrowDown");
  expect(await page.locator(".tree .pointed").getAttribute("data-pointer")).toBe("/0/value");
  await page.keyboard.press("End");
  expect(await isInside(page, ".cells .cursor", ".dump")).toBe(true);
});

test("P8: bytes that touch and are of different places have different shades", async () => {
  const page = await openReward();
  const cells = await page.locator(".cells span").evaluateAll((cells) => cells.map((cell) => /shade-\d/.exec(cell.className)?.[0] ?? ""));
  const place = (pointer: string) => page.locator(`.tree [data-pointer="${pointer}"] .range`).innerText();
  expect(await place("/0/value")).toBe("bytes 200–207");
  expect(await place("/0/reason")).toBe("byte 208");
  expect(cells[207]).not.toBe("");
  expect(cells[208]).not.toBe("");
  expect(cells[207]).not.toBe(cells[208]);
  expect(cells[192]).not.toBe(cells[200]);
});

test("P8: that a link leaves out a long value is said, and so is that its bytes are not looked into", async () => {
  const one = JSON.parse(reward().json)[0];
  const bytes = (await load("stake")).encodeInput("reward", Array.from({ length: 120 }, () => one));
  const { page } = await playground.open("#driver=stake&event=reward", VIEW);
  await shown(page, "reward");
  await page.getByLabel("Paste bytes").fill(toHex(bytes));
  await page.locator(`.tree [data-pointer="/119"]`).waitFor();
  await page.locator("#share-note", { hasText: "The link leaves out the value" }).waitFor();
  await page.locator("#status", { hasText: "looked for up to 4,096 bytes" }).waitFor();
  expect(new URL(page.url()).hash).not.toContain("bytes=");
  await page.getByLabel("Paste bytes").fill(reward().hex);
  await page.waitForFunction(() => location.hash.includes("bytes="));
  expect(await page.locator("#share-note").innerText()).toBe("");
});
