/** The README's example in a browser, bundled by those who configure nothing. */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";

import { connect, serveFolder, visit, type Visit, visitFolder } from "../support/site.ts";
import { type App, build, BUNDLERS, pack, TITLES, vite, write } from "./apps.ts";

let packed: ReturnType<typeof pack>;
let project: string;
let browser: Browser;
beforeAll(async () => {
  packed = pack();
  project = packed.install("pages");
  browser = await connect();
}, 60_000);
afterAll(async () => {
  await browser.close();
  packed.remove();
});

for (const bundler of Object.keys(BUNDLERS)) {
  // Parcel knows no entry of a package but its main one, unless it is configured to.
  for (const app of (bundler === "Parcel" ? ["plain", "worker"] : ["plain", "worker", "own"]) as App[]) {
    test(`J1, J2, J17, J18: ${bundler} without a configuration: ${app}`, async () => {
      const found = await visitFolder(browser, build(bundler, project, app));
      expect(found.errors).toEqual([]);
      expect(found.title).toBe(TITLES[app]);
      // Those that look for workers find the package's; with the others it is made of its text.
      const copies = /Vite|webpack|Parcel/.test(bundler);
      if (app === "worker") {
        expect(found.workers.at(-1) === "blob").toBe(!copies);
        expect(found.missing).toEqual(copies ? [] : ["/worker.js"]);
      } else {
        expect(found.missing).toEqual([]);
        expect(found.workers.length).toBe(app === "own" ? 1 : 0);
        expect(found.workers).not.toContain("blob");
      }
    });
  }
}

for (const version of [5, 6, 7, 8]) {
  test(`J18: Vite ${version}'s development server, which moves the package's modules`, async () => {
    const folder = write(project, `vite${version}-development`, "worker");
    expect(await developed(version, folder, 5200 + version)).toMatchObject({ title: TITLES.worker, errors: [] });
  });
}

async function developed(version: number, folder: string, port: number): Promise<Visit> {
  const server = spawn(process.execPath, [vite(version), "--host", "127.0.0.1", "--port", `${port}`], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  try {
    return await visit(browser, await addressIn(server.stdout));
  } finally {
    server.kill();
  }
}

/** The first address that a server tells. */
function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    output.on("data", (more: Buffer) => {
      // Without colours.
      text += more.toString().replaceAll(/\x1b\[\d*m/g, "");
      const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text) ?? [];
      if (address) resolve(address);
    });
    output.on("end", () => reject(new Error(`no address in ${JSON.stringify(text)}`)));
  });
}

for (const bundler of ["Vite 5", "Vite 8"]) {
  test(`J19: an address that ${bundler} gives for an import`, async () => {
    const folder = build(bundler, project, "imported");
    expect(await visitFolder(browser, folder)).toEqual({ title: TITLES.imported, errors: [], missing: [], workers: [] });
  });
}

test("J18: Vite's development server finds the worker's file where it leaves the package alone", async () => {
  const folder = write(project, "vite8-excluded", "worker");
  writeFileSync(join(folder, "vite.config.js"), `export default { optimizeDeps: { exclude: ["data-driver"] }, server: { fs: { strict: false } } };`);
  expect(await developed(8, folder, 5210)).toEqual({ title: TITLES.worker, errors: [], missing: [], workers: ["worker.js"] });
});

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

test("J18: under a content security policy with wasm-unsafe-eval, a worker from a file needs nothing more", async () => {
  const headers = { "content-security-policy": POLICY };
  for (const [bundler, app] of [["Vite 8", "worker"], ["webpack", "worker"], ["esbuild", "own"]] as const) {
    const found = await visitFolder(browser, build(bundler, project, app), headers);
    expect({ ...found, workers: found.workers.length }).toEqual({ title: TITLES[app], errors: [], missing: [], workers: 1 });
  }
});

test("J15, J18: where a policy has no room for a worker of a text, the error says what to do, and with worker-src it works", async () => {
  const folder = build("esbuild", project, "worker");
  const blocked = await visitFolder(browser, folder, { "content-security-policy": POLICY });
  expect(blocked.title).toBe("");
  expect(blocked.errors[0]).toMatch(/^no worker can be started here: .*; .*; the option "worker" is for one that you start$/);
  const open = await visitFolder(browser, folder, { "content-security-policy": `${POLICY}; worker-src 'self' blob:` });
  expect(open).toMatchObject({ title: TITLES.worker, errors: [] });
});

test("J18: without wasm-unsafe-eval the error names the policy", async () => {
  const found = await visitFolder(browser, build("esbuild", project, "plain"), { "content-security-policy": "script-src 'self'" });
  expect(found.errors[0]).toMatch(/stake\.wasm: .*(unsafe-eval|Content Security Policy)/);
});

test("J18: with Trusted Types a program starts the worker from an address of its own policy", async () => {
  const headers = { "content-security-policy": `${POLICY}; require-trusted-types-for 'script'` };
  expect((await visitFolder(browser, build("esbuild", project, "own"), headers)).errors[0]).toContain("TrustedScriptURL");
  expect(await visitFolder(browser, build("esbuild", project, "trusted"), headers)).toMatchObject({ title: TITLES.trusted, errors: [] });
});

test("J18: the package from another origin, unbundled", async () => {
  const other = await serveFolder(join(project, "node_modules/data-driver"), { "access-control-allow-origin": "*" });
  try {
    const folder = write(project, "origins", "worker");
    const script = join(folder, "main.js");
    writeFileSync(script, readFileSync(script, "utf8").replaceAll(`"data-driver"`, JSON.stringify(`${other.address}dist/index.js`)));
    expect(await visitFolder(browser, folder)).toEqual({ title: TITLES.worker, errors: [], missing: [], workers: ["blob"] });
  } finally {
    other.close();
  }
});
