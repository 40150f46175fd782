/** How the playground looks: for everybody, on a phone, by day and by night. */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { choose, drop, opened, paste, Playground, shown, violations } from "../../support/playground.ts";

let playground: Playground;
/** Reads the pictures. */
let blank: Page;
beforeAll(async () => {
  playground = await Playground.start();
  blank = await playground.browser.newPage();
}, 60_000);
afterAll(() => playground.stop());

const SIZES = { desktop: { width: 1440, height: 1000 }, laptop: { width: 1120, height: 760 }, phone: { width: 360, height: 740 } };
/** Between day and night colours alone change, and between a wide screen and a wider one they do not. */
const LOOKED_AT: Record<string, Record<"light" | "dark", ("all" | "colours" | "others")[]>> = {
  desktop: { light: ["all"], dark: ["colours"] },
  laptop: { light: ["others"], dark: [] },
  phone: { light: ["all"], dark: ["colours"] },
};
/** Where the pictures are, for people. */
const PICTURES = fileURLToPath(new URL("../../../../target/playground", import.meta.url));
const reward = () => inject("goldens").find(({ file }) => file === "event/reward.mainnet.json")!.hex;

/** The states that a person sees, each a link or something done. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  async "a form"(page) {
    await shown(page, "stake");
    await page.locator(`.leaf[data-pointer="/value"] .range`, { hasText: "bytes" }).waitFor();
    await page.getByRole("textbox", { name: "value", exact: true }).focus();
  },
  async "a mistake"(page) {
    await shown(page, "stake");
    await page.getByRole("textbox", { name: "value", exact: true }).fill("-1");
    await page.locator(".wrong").first().waitFor();
  },
  async "an event"(page) {
    await page.evaluate((hash) => (location.hash = hash), `driver=stake&event=reward&bytes=${reward()}`);
    await page.locator(`.tree .range`, { hasText: "bytes" }).first().waitFor();
  },
  async "every kind of field"(page) {
    await shown(page, "stake");
    await drop(page, "shapes");
    await opened(page, "Shapes");
    await choose(page, "everything");
    for (const name of ["Add Choice", "Add i64"]) await page.getByRole("button", { name }).click();
    for (const button of await page.getByRole("button", { name: "Add entry" }).all()) await button.click();
    await page.getByRole("checkbox", { name: "maybe is there" }).check();
  },
  async "a sample, of a choice that is only taken"(page) {
    await page.evaluate(() => (location.hash = "driver=preimage-oracle&input=preimage_request"));
    await shown(page, "preimage_request");
    const takenOnly = page.locator("#form", { hasText: "Taken only" });
    // Some are of other choices.
    do await page.getByRole("button", { name: "Sample" }).click();
    while (!(await takenOnly.waitFor({ timeout: 1_000 }).then(() => true, () => false)));
  },
  async "bytes of unknown kind"(page) {
    await shown(page, "stake");
    await paste(page, "ff".repeat(8));
    await page.locator("#candidates li").first().waitFor();
  },
  async "an event without bytes"(page) {
    await shown(page, "stake");
    await choose(page, "reward", "Events");
    await page.locator("#empty").waitFor();
  },
  async "bytes that are something else"(page) {
    await shown(page, "stake");
    await choose(page, "slash", "Events");
    await paste(page, reward());
    await page.locator("#candidates li").first().waitFor();
  },
  async "the drivers to choose from"(page) {
    await shown(page, "stake");
    await page.locator("#driver").click();
    await page.locator("#url").waitFor();
  },
  async "a driver without names"(page) {
    await shown(page, "stake");
    await drop(page, "misbehaving");
    await page.locator("#asked-note", { hasText: "No names" }).waitFor();
  },
  async "amounts in their unit"(page) {
    await shown(page, "stake");
    await drop(page, "fixture/units");
    await shown(page, "echo");
    await choose(page, "echo", "Events");
    await paste(page, Buffer.from('{"value":"4014086097495","block":"1000"}').toString("hex"));
    await page.locator(".tree .raw").waitFor();
  },
  async "a deployed driver"(page) {
    await shown(page, "stake");
    await drop(page, "fixture/untyped");
    await page.locator("#untyped").waitFor();
  },
  async "a link's question"(page) {
    await shown(page, "stake");
    await page.evaluate(() => (location.hash = "url=https://drivers.example/a.wasm&input=x"));
    await page.getByRole("button", { name: "Load it" }).waitFor();
  },
};

/** How much of a picture has another colour than its first point, and how many colours it has. */
async function content(page: Page, png: Buffer): Promise<{ width: number; height: number; colours: number; drawn: number }> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const { width, height } = picture;
    const canvas = new OffscreenCanvas(width, height).getContext("2d")!;
    canvas.drawImage(picture, 0, 0);
    const points = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
    const colours = new Set<number>();
    let drawn = 0;
    for (let at = 0; at < points.length; at++) {
      // Neighbours are mostly alike.
      if (points[at] !== points[at - 1]) colours.add(points[at]!);
      if (points[at] !== points[0]) drawn++;
    }
    return { width, height, colours: colours.size, drawn: drawn / points.length };
  }, png.toString("base64"));
}

for (const [state, reach] of Object.entries(STATES)) {
  test(`${state}: whole, nowhere too wide, and axe finds nothing wrong, on every screen, by day and by night`, async () => {
    const { page, errors } = await playground.open();
    await reach(page);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const where = `${size}, ${colorScheme}`;
        for (const part of LOOKED_AT[size]![colorScheme]) expect([where, await violations(page, part)]).toEqual([where, []]);

        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        // Nothing stands out of the page either, except what scrolls by itself.
        const outside = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>("body *")]
            .filter((element) => !element.closest(".dump, .unseen, .skip, option") && element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => element.outerHTML.slice(0, 100)),
        );
        expect([where, overflow, outside]).toEqual([where, 0, []]);

        const { width, height, colours, drawn } = await content(blank, await page.screenshot({ path: `${PICTURES}/${state.replace(/\W/g, "-")}-${size}-${colorScheme}.png` }));
        expect([where, width, height]).toEqual([where, viewport.width, viewport.height]);
        expect(colours).toBeGreaterThan(20);
        expect(drawn).toBeGreaterThan(0.03);
        const [background] = await page.evaluate(() => /\d+/.exec(getComputedStyle(document.documentElement).backgroundColor)!);
        expect(Number(background) < 128).toBe(colorScheme === "dark");
      }
    }
    expect(errors).toEqual([]);
  });
}

test("a row of the dump fits, and its columns are aligned", async () => {
  for (const [viewport, width] of [[SIZES.desktop, "16"], [SIZES.phone, "8"]] as const) {
    const { page } = await playground.open("", { viewport });
    await shown(page, "stake");
    await page.locator("#size", { hasText: "632 bytes" }).waitFor();
    const dump = page.locator(".dump");
    expect(await dump.getAttribute("data-width")).toBe(width);
    expect(await dump.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    const lefts = await page.locator(".line .cells").evaluateAll((cells) => cells.map((cell) => Math.round(cell.firstElementChild!.getBoundingClientRect().left)));
    expect(new Set(lefts).size).toBe(1);
  }
});

test("nothing jumps while it is loading or while a person types", async () => {
  const { page } = await playground.open();
  const moved = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 200);
        }),
    );
  await STATES["a form"]!(page);
  const before = await moved();
  // What browsers call good.
  expect(before).toBeLessThan(0.1);
  await page.getByRole("textbox", { name: "value", exact: true }).fill("-1");
  await page.locator(".wrong").first().waitFor();
  await page.getByRole("textbox", { name: "value", exact: true }).fill("1");
  await page.locator(`.leaf[data-pointer="/value"] .range`, { hasText: "bytes" }).waitFor();
  expect((await moved()) - before).toBeLessThan(0.02);
});
