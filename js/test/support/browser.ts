/** Runs in Node before the tests that drive a browser from outside: all files of them use one browser and one server of the playground. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import type { TestProject } from "vitest/node";
import { CHROMIUM } from "./chromium.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the browser listens. */
    browser: string;
    /** Where the built playground is. */
    playground: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await chromium.launchServer(CHROMIUM);
  const script = fileURLToPath(new URL("../../playground/serve.mjs", import.meta.url));
  const server = spawn(process.execPath, [script, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.once("data", (line: Buffer) => resolve(line.toString().trim()));
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  project.provide("browser", browser.wsEndpoint());
  project.provide("playground", url);
  return async () => {
    server.kill();
    await browser.close();
  };
}
