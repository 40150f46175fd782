/** Going away and coming back: nothing that a person wrote is lost. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { file, load, toHex } from "../../support/files.ts";
import { choose, drop, opened, paste, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const integrity = (name: string) => `sha256-${createHash("sha256").update(file(name)).digest("base64")}`;

test("P4: a link's file is checked, and another one is refused", async () => {
  const link = new URLSearchParams({ file: "mine.wasm", integrity: integrity("shapes"), input: "unsigned", json: "77" });
  const { page } = await playground.open(`#${link}`);
  await page.getByText("This link is about the file mine.wasm").waitFor();
  await drop(page, "drc20", "mine.wasm");
  await page.getByRole("alert").filter({ hasText: "mine.wasm is another file than the one that is meant" }).waitFor();
  expect(await page.getByRole("alert").innerText()).toContain(integrity("drc20"));
  expect(await page.locator("#names button").count()).toBe(0);
  await drop(page, "shapes", "mine.wasm");
  await shown(page, "unsigned");
  await page.locator(".cells", { hasText: "4d00000000000000" }).waitFor();
  expect(await page.locator("#trouble").textContent()).toBe("");
});

test("P4: whoever wants another file all the same can leave the link", async () => {
  const { page } = await playground.open(`#${new URLSearchParams({ file: "mine.wasm", integrity: integrity("shapes"), input: "unsigned" })}`);
  await page.getByText("This link is about the file mine.wasm").waitFor();
  await drop(page, "drc20", "mine.wasm");
  await page.getByRole("button", { name: "Forget the link" }).click();
  await shown(page, "stake");
});

test("P4: a link to an address says which file was there, and is refused where another one is now", async () => {
  const url = `${inject("server")}drc20`;
  const { page } = await playground.open(`#${new URLSearchParams({ url, input: "name" })}`);
  await page.getByRole("button", { name: "Load it" }).click();
  await shown(page, "name");
  await page.waitForFunction((pin) => location.hash.includes(encodeURIComponent(pin)), integrity("drc20"));
  const other = await playground.open(`#${new URLSearchParams({ url, integrity: integrity("shapes"), input: "name" })}`);
  await other.page.getByRole("button", { name: "Load it" }).click();
  await other.page.getByRole("alert").filter({ hasText: "another file" }).waitFor();
});

test("P5: JSON that is broken stays, whatever is pressed", async () => {
  const { page } = await playground.open("#driver=stake&input=set_config");
  await shown(page, "set_config");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const json = page.getByRole("textbox", { name: "Value as JSON" });
  await json.fill('{"warnings": 3, ');
  await page.locator("#json-note.wrong").waitFor();
  await page.getByRole("button", { name: "Form", exact: true }).click();
  await page.locator("#json-note", { hasText: "The form opens when this is right" }).waitFor();
  expect(await json.inputValue()).toBe('{"warnings": 3, ');
  // Also after a look at something else.
  await choose(page, "reward", "Events");
  await page.goBack();
  await shown(page, "set_config");
  expect(await json.inputValue()).toBe('{"warnings": 3, ');
  await choose(page, "burnt_amount");
  await choose(page, "set_config");
  expect(await json.inputValue()).toBe('{"warnings": 3, ');
});

test("P5: a wrong field stays as it was written, with its mark", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  const value = page.locator(`.leaf[data-pointer="/value"] input`);
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  await value.fill("12x");
  await page.locator(`.field.wrong[data-pointer="/value"]`).waitFor();
  await choose(page, "unstake", "Transactions");
  await page.goBack();
  await page.locator(`.field.wrong[data-pointer="/value"]`).waitFor();
  expect(await value.inputValue()).toBe("12x");
});

test("P5: Back and Forward go through what was shown, also through drivers", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await choose(page, "set_config");
  await page.getByRole("textbox", { name: "minimum_stake" }).fill("1000");
  const expected = toHex((await load("stake")).encodeInput("set_config", { warnings: 0, minimum_stake: 1000 }));
  await page.locator(".cells").first().filter({ hasText: expected }).waitFor();
  await drop(page, "shapes", "mine.wasm");
  await opened(page, "Shapes");
  await choose(page, "unsigned");
  await page.goBack();
  await page.goBack();
  await opened(page, "StakeContract");
  await shown(page, "set_config");
  await page.locator(".cells").first().filter({ hasText: expected }).waitFor();
  expect(await page.getByRole("textbox", { name: "minimum_stake" }).inputValue()).toBe("1000");
  await page.goBack();
  await shown(page, "stake");
  for (let i = 0; i < 3; i++) await page.goForward();
  // The file that only its owner has is still there.
  await opened(page, "Shapes");
  await shown(page, "unsigned");
  expect(errors).toEqual([]);
});

test("P5: what an example or pasted bytes replaced is one step back", async () => {
  const { page } = await playground.open("#driver=stake&input=set_config");
  await shown(page, "set_config");
  const warnings = page.getByRole("textbox", { name: "warnings" });
  await warnings.fill("7");
  await page.locator("#size", { hasText: "16 bytes" }).waitFor();
  await page.getByRole("combobox", { name: "Fill in" }).selectOption({ index: 1 });
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-pointer="/warnings"] input')?.value !== "7");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-pointer="/warnings"] input')?.value === "7");
  await paste(page, "00".repeat(16));
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-pointer="/warnings"] input')?.value === "0");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-pointer="/warnings"] input')?.value === "7");
});

test("P5: Back works after the page has been loaded again", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await choose(page, "set_config");
  await page.getByRole("textbox", { name: "warnings" }).fill("9");
  await page.waitForFunction(() => location.hash.includes("9"));
  await choose(page, "burnt_amount");
  await page.waitForFunction(() => location.hash.includes("burnt_amount"));
  await page.reload();
  await shown(page, "burnt_amount");
  await page.goBack();
  await shown(page, "set_config");
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-pointer="/warnings"] input')?.value === "9");
  // And so does going on.
  await page.goForward();
  await shown(page, "burnt_amount");
});

test("P5: Back from bytes that were pasted leads to what was there before", async () => {
  const { hex } = inject("goldens").find(({ file }) => file === "event/reward.mainnet.json")!;
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  await paste(page, hex);
  await shown(page, "reward");
  await page.locator("#candidates [aria-current]").waitFor();
  await page.goBack();
  await shown(page, "stake");
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  await page.goForward();
  await shown(page, "reward");
  await page.locator(`.tree [data-pointer="/0/value"]`).waitFor();
  expect(await page.locator("#paste").inputValue()).toBe(hex);
});

test("P4: the page's own drivers are checked against its list of them", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.route("**/drivers/stake.wasm", (route) => route.fulfill({ body: Buffer.from(file("drc20")), contentType: "application/wasm" }));
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "another file than the one that is meant" }).waitFor();
  expect(await page.locator("#names button").count()).toBe(0);
});
