/** Names: to find one among many, to find those that a driver does not tell, and which is shown first. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { toHex } from "../../support/files.ts";
import { choose, copied, drop, opened, paste, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const golden = (contract: string, file: string) => inject("goldens").find((one) => one.contract === contract && one.file === file)!;

test("P2: most names are in view at once, events among them", async () => {
  const { page } = await playground.open("", { viewport: { width: 1280, height: 900 } });
  await shown(page, "stake");
  const inView = await page.locator("#names button").evaluateAll((buttons) => buttons.filter((button) => button.getBoundingClientRect().bottom <= innerHeight).map((button) => button.textContent));
  expect(inView.length).toBeGreaterThan(20);
  const events = page.locator("#names section", { hasText: "Events" }).getByRole("button");
  expect(await events.count()).toBe(6);
  expect(await events.last().evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
});

test("P2: a filter narrows the names, arrow keys go through them, and one Tab leaves them", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
  const filter = page.getByRole("searchbox", { name: "Filter the names" });
  await filter.fill("slash event");
  expect(await page.locator("#names button:visible").allInnerTexts()).toEqual(["slash", "hard_slash"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("hard_slash");
  await page.keyboard.press("Enter");
  await shown(page, "hard_slash");
  await filter.fill("no such name");
  await page.getByText("No name has this in it.").waitFor();
  await page.keyboard.press("Escape");
  expect(await page.locator("#names button:visible").count()).toBe(26);
  // From group to group.
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("stake");
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.closest("section")?.textContent?.slice(0, 6))).toBe("Events");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("#names"))).toBe(null);
});

test("P2: a few Tabs lead to the first argument", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  let tabs = 0;
  do {
    await page.keyboard.press("Tab");
    tabs++;
  } while (tabs < 40 && !(await page.evaluate(() => document.activeElement?.closest("#form"))));
  expect(tabs).toBeLessThan(16);
});

test("P9: a driver that tells no names is asked for those in its file, and its bytes are identified like others", async () => {
  const { hex, json } = golden("stake", "event/reward.mainnet.json");
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await drop(page, "deployed-stake");
  const name = page.getByRole("textbox", { name: "Name of a function or event" });
  await name.waitFor();
  expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.locator("#asked-note", { hasText: "names that it knows were found" }).waitFor();
  const list = await page.locator("#names section").filter({ has: page.getByRole("heading", { name: "Events" }) }).getByRole("button").allInnerTexts();
  expect(list.sort()).toEqual(["hard_slash", "reward", "slash", "stake", "unstake", "withdraw"]);
  await paste(page, hex);
  await shown(page, "reward");
  await page.locator("#json-view", { hasText: JSON.parse(json)[0].account }).waitFor();
  expect(errors).toEqual([]);
});

test("P9: for a name that is not known near ones are proposed", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await drop(page, "deployed-stake");
  await page.locator("#asked-note", { hasText: "were found" }).waitFor();
  await page.getByRole("textbox", { name: "Name of a function or event" }).fill("get_stakes");
  await page.keyboard.press("Enter");
  await page.locator("#asked-note", { hasText: "knows no function get_stakes" }).waitFor();
  await page.locator("#near").getByRole("button", { name: "get_stake", exact: true }).click();
  await shown(page, "get_stake");
});

test("P11: a driver opens with the call that people know it for, filled in", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  for (const [driver, name] of [["Drc20", "transfer"], ["TransferContract", "moonlight"]] as const) {
    await page.locator("#driver").click();
    await page.locator("#ours").getByRole("button", { name: driver }).click();
    await opened(page, driver);
    await shown(page, name);
    await page.locator("#size", { hasText: "bytes" }).waitFor();
  }
});

test("P11: examples have names that tell them apart", async () => {
  const { page } = await playground.open("#driver=stake&event=reward");
  await shown(page, "reward");
  // Those that the file has room for.
  const examples = await page.locator("#empty button").allInnerTexts();
  expect(examples[0]).toBe("Mainnet: 4 items");
  expect(new Set(examples).size).toBe(examples.length);
  await choose(page, "set_config");
  const options = await page.getByRole("combobox", { name: "Fill in" }).locator("option").allInnerTexts();
  expect(options.length).toBeGreaterThan(2);
  expect(new Set(options).size).toBe(options.length);
});

test("P11: powers in a driver's words are raised", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.getByText("About this driver").click();
  expect(await page.locator(".about").innerText()).not.toContain("^");
});

test("P11: amounts are read in their unit, beside what they are in the contract", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await drop(page, "fixture/units");
  await shown(page, "echo");
  const amount = page.getByRole("textbox", { name: "amount" });
  await amount.fill("4014086097495");
  await page.locator(".leaf .note", { hasText: "4,014.086097495 DUSK" }).waitFor();
  await page.locator("#size", { hasText: "15 bytes" }).waitFor();
  expect(await copied(page)).toBe(toHex(new TextEncoder().encode('"4014086097495"')));
  await choose(page, "echo", "Events");
  await paste(page, toHex(new TextEncoder().encode('{"value":"4014086097495","block":"1000"}')));
  const row = page.locator(`.tree [data-pointer="/value"]`);
  await row.waitFor();
  expect(await row.locator(".literal").innerText()).toBe("4,014.086097495 DUSK");
  expect(await row.locator(".raw").innerText()).toBe("4014086097495");
  expect(await page.locator(`.tree [data-pointer="/block"] .head`).innerText()).toContain("1,000");
  expect(await page.locator(`.tree [data-pointer="/block"] .raw`).count()).toBe(0);
  expect(errors).toEqual([]);
});
