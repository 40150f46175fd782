import { chromium } from "playwright";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
const server = spawn(process.execPath, ["playground/serve.mjs", "--port", "0"], { stdio: ["ignore","pipe","inherit"] });
const url = await new Promise((r) => server.stdout.once("data", (l) => r(l.toString().trim())));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const G = (f) => readFileSync(`../host-tests/golden/${f}.hex`, "utf8").replace(/\s/g, "");
const which = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const drop = async (page, base64, as) => {
  const t = await page.evaluateHandle(([b, as]) => { const d = new DataTransfer(); d.items.add(new File([Uint8Array.from(atob(b), (c) => c.charCodeAt(0))], as)); return d; }, [base64, as]);
  await page.dispatchEvent("body", "drop", { dataTransfer: t });
};
const w = (p, ms = 600) => p.waitForTimeout(ms);
const STATES = {
  home: async (p) => { await w(p, 900); },
  pasted: async (p) => { await w(p); await p.fill("#paste", G("stake/event/reward.mainnet")); await w(p, 2500); },
  stakeevent: async (p) => { await w(p); await p.fill("#paste", G("stake/event/unstake.b")); await w(p, 2500); },
  u64: async (p) => { await w(p); await p.fill("#paste", "ff00000000000000"); await w(p, 2500); },
  empty: async (p, phone) => { await w(p); await p.evaluate(() => (location.hash = "driver=stake&event=reward")); await w(p, 800); },
  mistake: async (p) => { await w(p); await p.fill('.leaf[data-pointer="/value"] input', "-1"); await w(p, 300); await p.fill('.leaf[data-pointer="/chain_id"] input', "999"); await w(p, 800); },
  blank: async (p) => { await p.evaluate(() => (location.hash = "driver=stake&input=get_stake")); await w(p, 1200); },
  wrongbytes: async (p) => { await p.evaluate(() => (location.hash = "driver=stake&event=slash")); await w(p, 800); await p.fill("#paste", G("stake/event/reward.mainnet")); await w(p, 2500); },
  transfer: async (p) => { await p.evaluate(() => (location.hash = "driver=transfer")); await w(p, 2000); },
  token: async (p) => { await p.evaluate(() => (location.hash = "driver=drc20")); await w(p, 1500); },
  menu: async (p, phone) => { await w(p); if (phone) await p.click("#open-sheet"); await p.click("#driver"); await w(p, 300); },
  sheet: async (p, phone) => { await w(p); if (phone) await p.click("#open-sheet"); await p.fill("#filter", phone ? "" : "event"); await w(p, 300); },
  json: async (p) => { await w(p); await p.fill("#paste", G("stake/event/reward.mainnet")); await w(p, 2000); await p.click("#as-json"); await w(p, 300); },
  foreign: async (p, phone) => { await w(p); await drop(p, readFileSync("/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/dusk-data-driver-1.7.0/tests/stake_driver.wasm","base64"), "stake_driver.wasm"); await w(p, 6000); if (phone) await p.click("#open-sheet"); await w(p, 300) },
  notice: async (p) => { await p.evaluate(() => (location.hash = "file=mine.wasm&integrity=sha256-abc&input=x")); await w(p, 800); },
  hover: async (p) => { await w(p); await p.fill("#paste", G("stake/event/reward.mainnet")); await w(p, 3000); await p.hover('[data-pointer="/2/value"] .head'); await w(p, 300); },
};
for (const [name, reach] of Object.entries(STATES)) if (which.test(name)) for (const [size, viewport] of Object.entries(SIZES)) for (const colorScheme of ["light", "dark"]) {
  const ctx = await browser.newContext({ viewport, colorScheme, hasTouch: size === "phone", isMobile: size === "phone", reducedMotion: "reduce" });
  const page = await ctx.newPage();
  page.on("pageerror", (e) => console.log(name, "ERROR", e.message, e.stack?.split("\n")[1]));
  page.on("console", (m) => m.type() === "error" && console.log(name, "console", m.text()));
  await page.goto(url);
  try { await reach(page, size === "phone"); } catch (e) { console.log(name, size, e.message.split("\n")[0]); }
  await page.screenshot({ path: `/tmp/shots/${name}-${size}-${colorScheme}.png` });
  await ctx.close();
}
await browser.close(); server.kill();
