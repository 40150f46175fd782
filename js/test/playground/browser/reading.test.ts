/** Bytes that are pasted, and what they turn out to be. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { load, toHex } from "../../support/files.ts";
import { choose, copied, opened, paste, Playground, shown } from "../../support/playground.ts";

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.start();
}, 60_000);
afterAll(() => playground.stop());

const golden = (contract: string, file: string) => inject("goldens").find((one) => one.contract === contract && one.file === file)!;
const reward = () => golden("stake", "event/reward.mainnet.json");

test("P1: bytes of unknown kind are shown as what they are, with the reason, and nothing has to be picked", async () => {
  const { page, errors } = await playground.open();
  await shown(page, "stake");
  await paste(page, reward().hex);
  await shown(page, "reward");
  await page.locator(`.tree [data-pointer="/0/account"]`, { hasText: JSON.parse(reward().json)[0].account }).waitFor();
  const chosen = page.locator("#candidates [aria-current]");
  await chosen.waitFor();
  expect(await chosen.innerText()).toBe("event reward");
  expect(await page.locator("#candidates li").first().innerText()).toContain("an example of the driver’s own");
  // The arguments of the same name have the same type, which the page says, and offers.
  await page.locator("#candidates").getByRole("button", { name: "arguments reward" }).click();
  await page.locator(`.leaf[data-pointer="/0/account"] textarea`).waitFor();
  expect(await page.locator(`.leaf[data-pointer="/0/account"] textarea`).inputValue()).toBe(JSON.parse(reward().json)[0].account);
  expect(await page.locator("#candidates [aria-current]").innerText()).toBe("arguments reward");
  expect(errors).toEqual([]);
});

test("P1: bytes of another of the page's drivers open that one", async () => {
  const { hex } = golden("transfer", "event/moonlight.b.json");
  const { page } = await playground.open();
  await shown(page, "stake");
  await paste(page, hex);
  await opened(page, "TransferContract");
  await shown(page, "moonlight");
  await page.locator("#candidates [aria-current]").waitFor();
});

test("P1: of bytes that many types fit the page says so, and what fits none is said to", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await paste(page, "0102030405060708");
  await page.locator("#candidates", { hasText: "any 8 bytes would do" }).waitFor();
  expect(await page.locator("#candidates .reading:visible").allInnerTexts()).toEqual(["arguments set_burnt_amount", "result burnt_amount", "result get_version", "arguments inbox_message"]);
  await page.locator("#candidates").getByRole("button", { name: "less likely" }).click();
  await page.locator("#candidates").getByRole("button", { name: "arguments deposit" }).waitFor();
  // What is sent to a smart rollup may be any bytes, up to 4,095.
  await paste(page, "ff".repeat(4_999));
  await page.locator("#paste-note.wrong", { hasText: /Nothing here can be read from these 4,?999 bytes\./ }).waitFor();
  expect(await page.locator("#candidates .reading").count()).toBe(0);
});

test("P1: what only takes any bytes is offered, and the driver that a person has open stays", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await paste(page, "cf");
  await page.locator("#paste-note.wrong", { hasText: "Nothing of this driver can be read from this byte. What there is in others is below." }).waitFor();
  await opened(page, "StakeContract");
  await page.locator("#candidates", { hasText: "any byte would do" }).waitFor();
  // What a driver says of its file.
  await page.getByText("About this driver").click();
  await page.locator("#about dd", { hasText: /^[\d,]+ bytes, and [\d,]+ for each byte of input$/ }).waitFor();
  await page.locator("#about dd", { hasText: /^[\d,]+ instructions, and [\d,]+ for each byte of input$/ }).waitFor();
  await page.locator("#about dd", { hasText: /^\d+ fingerprints$/ }).waitFor();
  await page.locator("#candidates .reading").first().click();
  await opened(page, "PreimageOracle");
});

test("P3: a decoded value can be copied, whole or in parts, by mouse and by key, and be seen as JSON", async () => {
  const { page } = await playground.open(`#driver=stake&event=reward&bytes=${reward().hex}`);
  const value = JSON.parse(reward().json);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const row = page.locator(`.tree [data-pointer="/0/value"] > .head`);
  await row.hover();
  await row.getByRole("button", { name: "Copy value" }).click();
  await row.getByText("Copied").waitFor();
  // The digits, not how they are grouped.
  expect(await clipboard()).toBe(value[0].value);
  await page.locator(`.tree [data-pointer="/1"] > .head`).focus();
  await page.keyboard.press("ControlOrMeta+C");
  await page.locator(`.tree [data-pointer="/1"] > .head`, { hasText: "Copied" }).waitFor();
  expect(JSON.parse(await clipboard())).toEqual(value[1]);
  await page.getByRole("button", { name: "Copy JSON" }).click();
  await page.locator("#copy-json", { hasText: "Copied" }).waitFor();
  expect(JSON.parse(await clipboard())).toEqual(value);
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  expect(JSON.parse((await page.locator("#json-view").innerText()) ?? "")).toEqual(value);
});

test("P6: where bytes are read they come first, and an empty place says what to do", async () => {
  const { page } = await playground.open("", { viewport: { width: 1280, height: 900 } });
  await shown(page, "stake");
  await choose(page, "reward", "Events");
  await page.getByText("Paste the bytes of a reward event above to see what they mean").waitFor();
  // No boxes without anything in them.
  expect(await page.locator(".panel:visible").count()).toBe(0);
  await page.locator("#empty").getByRole("button", { name: "Mainnet" }).click();
  await page.locator(".tree .head").first().waitFor();
  expect(await page.locator("#paste").inputValue()).toBe(reward().hex);
  const at = async (place: string) => (await page.locator(place).boundingBox())!;
  const [box, bytes, value] = [await at("#paste"), await at(".panel.bytes"), await at(".panel.value")];
  expect(box.y).toBeLessThan(bytes.y);
  expect(bytes.x).toBeLessThan(value.x);
  // Of what is written the value comes first.
  await choose(page, "stake", "Transactions");
  expect((await at(".panel.value")).x).toBeLessThan((await at(".panel.bytes")).x);
});

test("P7: bytes that are something else are refused in words about them, and what they are is offered", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await choose(page, "slash", "Events");
  await paste(page, reward().hex);
  const length = reward().hex.length / 2;
  const { expected } = await (async () => {
    const { failure } = await import("../../support/failure.ts");
    const driver = await load("stake");
    return failure(() => driver.decodeEvent("slash", Buffer.from(reward().hex, "hex")));
  })();
  await page.locator("#paste-note.wrong").waitFor();
  expect(await page.locator("#paste-note").textContent()).toBe(`This is no slash event: it has ${expected}, and here are ${length} bytes.`);
  await page.locator("#candidates").getByRole("button", { name: "event reward" }).click();
  await shown(page, "reward");
  expect(await page.locator("#paste-note.wrong").count()).toBe(0);
});

test("P7: a broken archive is explained without the words of the library that reads it", async () => {
  const { page } = await playground.open("#driver=drc20&input=balance_of");
  await shown(page, "balance_of");
  const { hex } = golden("drc20", "input/balance_of.json");
  await paste(page, `b3${hex.slice(2)}`);
  await page.locator("#paste-note.wrong", { hasText: "a number should say which variant follows, and 179 is none of them" }).waitFor();
});

test("P7: a second wrong field is marked too, and no bytes of an earlier value stay", async () => {
  const { page } = await playground.open();
  await shown(page, "stake");
  await page.locator("#size", { hasText: "632 bytes" }).waitFor();
  const wrong = (pointer: string) => page.locator(`.field.wrong[data-pointer="${pointer}"]`);
  await page.locator(`.leaf[data-pointer="/value"] input`).fill("-1");
  await wrong("/value").waitFor();
  await page.locator(`.leaf[data-pointer="/chain_id"] input`).fill("999");
  await wrong("/chain_id").waitFor();
  await page.locator(`.leaf[data-pointer="/keys/account"] textarea`).fill("0");
  await wrong("/keys/account").waitFor();
  expect(await page.locator(".field.wrong").evaluateAll((fields) => fields.map((field) => (field as HTMLElement).dataset.pointer).sort())).toEqual(["/chain_id", "/keys/account", "/value"]);
  expect(await page.locator(".cells:visible").count()).toBe(0);
  expect(await page.locator("#without").innerText()).toBe("No bytes until this is right: chain_id, keys › account, value");
  await page.locator(`.leaf[data-pointer="/chain_id"] input`).fill("1");
  await page.locator("#without", { hasText: "right: keys › account, value" }).waitFor();
  expect(await wrong("/chain_id").count()).toBe(0);
});

test("P7: bytes that mean the value shown but are encoded otherwise are said to", async () => {
  const driver = await load("stake");
  const [one] = JSON.parse(golden("stake", "input/reward.json").json);
  const canonical = driver.encodeInput("reward", [one]);
  // In front of an archive there may be anything.
  const longer = `${"00".repeat(8)}${toHex(canonical)}`;
  const { page } = await playground.open("#driver=stake&input=reward");
  await shown(page, "reward");
  await paste(page, longer);
  await page.locator("#paste-note", { hasText: "is encoded with other bytes than these" }).waitFor();
  expect(await copied(page)).toBe(toHex(canonical));
});
