/** Links to the playground, and what it loads. */
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { load, toHex } from "../../support/files.ts";
import { choose, copied, drop, opened, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

async function copyLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator("#share", { hasText: "Copied" }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a link holds the driver, the function and the value", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await choose(page, "set_config");
  await page.getByRole("textbox", { name: "minimum_stake" }).fill("9007199254740993");
  const link = await copyLink(page);
  const other = await playground.open(new URL(link).hash);
  await shown(other.page, "set_config");
  const expected = toHex((await load("stake")).encodeInput("set_config", { warnings: 0, minimum_stake: "9007199254740993" }));
  await other.page.locator(".cells").first().filter({ hasText: expected }).waitFor();
  expect(await other.page.getByRole("textbox", { name: "minimum_stake" }).inputValue()).toBe("9007199254740993");
  expect(other.errors).toEqual([]);
});

test("a link holds the bytes of an event, also for a page that is open", async () => {
  const golden = inject("goldens").find(({ file }) => file === "event/reward.mainnet.json")!;
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.evaluate((hash) => (location.hash = hash), `driver=stake&event=reward&bytes=${golden.hex}`);
  await shown(page, "reward");
  await page.locator(".tree .literal", { hasText: JSON.parse(golden.json)[0].account }).first().waitFor();
  expect(new URL(await copyLink(page)).hash).toContain(golden.hex);
});

test("a value that is not of the type is shown as it was, with what is wrong", async () => {
  const { page } = await playground.open("#driver=stake&input=set_config&json=%7B%22warnings%22%3A256%7D");
  await shown(page, "set_config");
  await page.locator("#json-note.wrong").waitFor();
  expect(await page.getByRole("textbox", { name: "Value as JSON" }).inputValue()).toBe('{"warnings":256}');
});

test("bytes of a link that are none stay, with what is wrong, and those without a name are read as what they can be", async () => {
  const { page, errors } = await playground.open("#driver=stake&event=reward&bytes=zz");
  await shown(page, "reward");
  await page.locator("#paste-note.wrong", { hasText: "its last digit is none that base64 ends with" }).waitFor();
  expect(await page.getByLabel("Paste bytes").inputValue()).toBe("zz");
  const golden = inject("goldens").find(({ file }) => file === "event/reward.mainnet.json")!;
  await page.evaluate((hash) => (location.hash = hash), `driver=stake&bytes=${golden.hex}`);
  await page.locator("#candidates [aria-current]", { hasText: "reward" }).waitFor();
  expect(errors).toEqual([]);
});

test("a link about a function that the driver does not have says so, and what it has is shown", async () => {
  const { page, errors } = await playground.open("#driver=stake&input=get_stak");
  await shown(page, "stake");
  await page.locator("#trouble", { hasText: "This link is about a function get_stak, which StakeContract does not have. It has get_stake" }).waitFor();
  await page.evaluate(() => (location.hash = "driver=stake&event=nope"));
  await page.locator("#trouble", { hasText: "This link is about an event nope, which StakeContract does not have." }).waitFor();
  // It is gone with the next thing that is shown.
  await choose(page, "set_config");
  expect(await page.locator("#trouble").textContent()).toBe("");
  expect(errors).toEqual([]);
});

test("nothing is fetched from where a link says before a click", async () => {
  const server = new URL(inject("server"));
  const address = `${server.href}drc20`;
  const { page, errors } = await playground.open(`#url=${encodeURIComponent(address)}&input=balance_of`);
  const asked: string[] = [];
  page.on("request", (request) => new URL(request.url()).host === server.host && asked.push(request.url()));
  await page.getByText(`This link is about a driver at ${address}`).waitFor();
  await page.reload();
  const button = page.getByRole("button", { name: "Load it" });
  await button.waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await button.click();
  await shown(page, "balance_of");
  expect(asked).toEqual([address]);
  expect(errors).toEqual([]);
});

test("an address can be written, and one without a driver is an error that says so", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.locator("#driver").click();
  await page.getByRole("textbox", { name: "From an address" }).fill(`${inject("server")}nothing`);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "HTTP status 404" }).waitFor();
  await page.getByRole("textbox", { name: "From an address" }).fill(`${inject("server")}drc20`);
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await opened(page, "Drc20");
  expect(await page.locator("#trouble").textContent()).toBe("");
});

test("a link about a file asks for the file, and goes on with it", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await drop(page, "shapes", "mine.wasm");
  await opened(page, "Shapes");
  await choose(page, "unsigned");
  await page.getByRole("textbox", { name: "value" }).fill("77");
  const { hash } = new URL(await copyLink(page));
  const other = await playground.open(hash);
  await other.page.getByText("This link is about the file mine.wasm").waitFor();
  await drop(other.page, "shapes", "mine.wasm");
  await shown(other.page, "unsigned");
  await other.page.locator(".cells", { hasText: "4d00000000000000" }).waitFor();
});

test("a value that is too long for a link is left out, and the page says so", async () => {
  const { page } = await playground.open("#driver=stake&input=stake_from_contract");
  await shown(page, "stake_from_contract");
  await page.getByRole("textbox", { name: "contract" }).fill("ab".repeat(32));
  await page.getByRole("textbox", { name: "data" }).fill("cd".repeat(20_000));
  await page.locator("#size", { hasText: "20,0" }).waitFor();
  expect(new URL(await copyLink(page)).hash).toBe("#driver=stake&input=stake_from_contract");
  await page.locator("#share-note", { hasText: "The link leaves out the value" }).waitFor();
  // Of so many bytes the first are shown, and all are copied.
  expect((await copied(page)).length).toBeGreaterThan(40_000);
  expect(await page.locator(".cells span").count()).toBe(4096);
});

test("after the page has loaded it needs no network", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  const open = async (driver: string) => {
    await page.locator("#driver").click();
    await page.getByRole("button", { name: driver }).last().click();
    await opened(page, driver);
  };
  await open("TransferContract");
  await choose(page, "deposit", "Transactions");
  await page.locator("#size", { hasText: "8 bytes" }).waitFor();
  expect(await copied(page)).toBe("0000000000000000");
  await open("Drc20");
  expect(errors).toEqual([]);
});

test("the server gives the page's files and no others", async () => {
  const status = async (path: string) => (await fetch(`${playground.url}${path}`)).status;
  expect(await Promise.all(["", "index.html", "main.js", "drivers/stake.wasm"].map(status))).toEqual([200, 200, 200, 200]);
  const others = ["..%2fserve.mjs", "..%2f..%2fpackage.json", "%2e%2e/serve.mjs", "drivers/..%2f..%2fserve.mjs", "nothing", "%", "drivers"];
  expect(await Promise.all(others.map(status))).toEqual(others.map(() => 404));
});
