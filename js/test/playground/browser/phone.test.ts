/** The playground in a hand. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { choose, drop, opened, paste, Playground, shown, violations } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const reward = () => inject("goldens").find(({ file }) => file === "event/reward.mainnet.json")!.hex;

test("P10: the value is what a phone shows first", async () => {
  const { page } = await playground.open("", PHONE);
  await shown(page, "stake");
  await page.locator(".leaf input").first().waitFor();
  expect((await page.locator(".leaf .head").first().boundingBox())!.y).toBeLessThan(400);
  await paste(page, reward());
  await shown(page, "reward");
  await page.locator(".tree .head").first().waitFor();
  await page.locator("#candidates li").first().waitFor();
  const [value, bytes] = [(await page.locator(".panel.value").boundingBox())!, (await page.locator(".panel.bytes").boundingBox())!];
  expect(value.y).toBeLessThan(480);
  expect(value.y).toBeLessThan(bytes.y);
});

test("P10: drivers and names are on a sheet, which goes away when one is chosen", async () => {
  const { page, errors } = await playground.open("", PHONE);
  await shown(page, "stake");
  expect(await page.locator("#names button:visible, #ours button:visible").count()).toBe(0);
  await page.locator("#open-sheet").tap();
  await page.getByRole("dialog", { name: "Driver and names" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await choose(page, "reward", "Events");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  expect(await page.locator("#open-sheet").innerText()).toContain("reward");
  await page.locator("#open-sheet").tap();
  await page.locator("#driver").tap();
  await page.getByText("Choose a .wasm file").waitFor();
  expect(await page.getByText("Drop a").isVisible()).toBe(false);
  await page.locator("#ours").getByRole("button", { name: "Drc20" }).tap();
  await opened(page, "Drc20");
  await shown(page, "transfer");
  expect(errors).toEqual([]);
});

test("P10: what is to be touched is 44 px high", async () => {
  const { page } = await playground.open("", PHONE);
  await shown(page, "stake");
  const low = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, select, summary, input:not([type=checkbox]):not([type=file]), textarea, label.toggle, label.drop")]
        .filter((element) => element.checkVisibility() && !element.closest(".unseen, .skip"))
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  expect(await low()).toEqual([]);
  await page.locator("#open-sheet").tap();
  await page.locator("#driver").tap();
  expect(await low()).toEqual([]);
  await page.locator("#close-sheet").tap();
  await paste(page, "ff".repeat(8));
  await page.locator("#candidates li").first().waitFor();
  expect(await low()).toEqual([]);
  await drop(page, "shapes");
  await opened(page, "Shapes");
  await page.locator("#open-sheet").tap();
  await choose(page, "everything");
  expect(await low()).toEqual([]);
  await drop(page, "deployed-stake");
  await page.locator("#open-sheet").tap();
  await page.locator("#asked").waitFor();
  expect(await low()).toEqual([]);
});
