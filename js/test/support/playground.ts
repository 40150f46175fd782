/** The built playground in a browser, as a person has it before them. Runs in Node only. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { CHROMIUM } from "./chromium.ts";
import { file } from "./files.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

export class Playground {
  private constructor(
    readonly url: string,
    private readonly server: ChildProcess,
    readonly browser: Browser,
  ) {}

  static async start(): Promise<Playground> {
    const script = fileURLToPath(new URL("../../playground/serve.mjs", import.meta.url));
    const server = spawn(process.execPath, [script, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout.once("data", (line: Buffer) => resolve(line.toString().trim()));
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
    return new Playground(url, server, await chromium.launch(CHROMIUM));
  }

  /** A page in a browser of its own, with the link's fragment. `errors` collects what no page should say. */
  async open(fragment = "", options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
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
    this.server.kill();
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

/** What axe finds wrong with the page. */
export async function violations(page: Page): Promise<string[]> {
  // As the browser's own tool would: the page's policy is about the page.
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  });
}
