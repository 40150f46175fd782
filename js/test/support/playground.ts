/** The built playground in a browser, as a person has it before them. Runs in Node only. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright";
import { inject, onTestFinished } from "vitest";
import { file } from "./files.ts";
import { connect } from "./site.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export class Playground {
  private constructor(
    readonly url: string,
    readonly browser: Browser,
  ) {}

  static async start(): Promise<Playground> {
    return new Playground(inject("playground"), await connect());
  }

  /** A page that shares nothing with others, with the link's fragment, until the test ends. `errors` collects what no page should say. */
  async open(fragment = "", options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${this.url}${fragment}`);
    return { page, errors };
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** Lets go of a driver's file over the page. */
export async function drop(page: Page, name: string, as = `${name.replace("/", "-")}.wasm`): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([base64, as]) => {
      const bytes = Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], as!, { type: "application/wasm" }));
      return transfer;
    },
    [Buffer.from(file(name)).toString("base64"), as],
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** This function or event is shown. */
export async function shown(page: Page, name: string): Promise<void> {
  await page.locator("#subject h2").getByText(name, { exact: true }).waitFor({ state: "attached" });
}

/** Chooses a name in the list, of the group of this title. */
export async function choose(page: Page, name: string, group?: string): Promise<void> {
  const section = group === undefined ? page.locator("#names section") : page.locator("#names section").filter({ has: page.getByRole("heading", { name: group }) });
  await section.getByRole("button", { name, exact: true }).first().click();
  await shown(page, name);
}

/** The driver has been loaded, by the name that it has for itself. */
export async function opened(page: Page, driver: string): Promise<void> {
  await page.locator("#driver-name").getByText(driver, { exact: true }).waitFor({ state: "attached" });
}

export async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel("Paste bytes").fill(text);
}

/** The bytes that the page shows, by its own button. */
export async function copied(page: Page, what: "hex" | "base64" | "curl" = "hex"): Promise<string> {
  await page.locator(`#copy-${what}`).click();
  await page.locator(`#copy-${what}`, { hasText: "Copied" }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The rules of axe that look at colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const PARTS = {
  all: {},
  colours: { runOnly: { type: "rule", values: COLOURS } },
  others: { rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) },
};

/** What axe finds wrong with the page: with all of it, or in one that it has looked at, with its colours or with all else. */
export async function violations(page: Page, part: "all" | "colours" | "others" = "all"): Promise<string[]> {
  // As the browser's own tool would: the page's policy is about the page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
    // The passes are not asked for, which are most of what it would describe.
    const { violations } = await axe.run({ resultTypes: ["violations"], ...options });
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  }, PARTS[part]);
}
