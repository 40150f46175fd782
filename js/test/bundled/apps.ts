/** The pages and programs that are bundled, and how each bundler is called where it has no configuration. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkedExample, Packed, packageFolder, run } from "../support/project.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Where what is in `package.json` here is installed. */
export const installed = join(here, "node_modules");

/** Runs a program of an installed package, in Node. */
export function node([path, ...args]: string[], folder: string): string {
  if (!existsSync(path!)) throw new Error(`${path} is not installed; npm ci in js/test/bundled and in js does that`);
  return run(process.execPath, [path!, ...args], folder);
}

/** The package, for projects that find what is installed here. */
export function pack(): Packed {
  const packed = new Packed(join(here, "projects-"));
  // Several bundlers would take what the package's own `tsconfig.json` says for the project's.
  writeFileSync(join(packed.folder, "tsconfig.json"), "{}");
  return packed;
}

/** Ends in a title, or on standard output, that tells how much was checked. */
const done = `const text = [checked, ...(globalThis.onWorker ?? [])].join(" ");
if (globalThis.document) document.title = text; else console.log(text);`;

const onWorker = (options: string) => `
const { runInWorker } = await import("data-driver");
const running = await runInWorker(new URL("./stake.wasm", import.meta.url), ${options});
globalThis.onWorker = [await running.decodeOutput("burnt_amount", answer), await running.version() === driver.version()];
running.close();`;

/** The README's example and more, in a function: not every bundler builds for browsers that know `await` elsewhere. */
function inFunction(more: string): string {
  const [, imports, example] = /^(import [^\n]*\n)([^]*)$/.exec(checkedExample())!;
  return `${imports}async function main() {\n${example}\n${more}\n${done}\n}\nmain();`;
}

/** What each page does: nothing on a worker, on the package's, on one that it starts itself; with an address from an import; under Trusted Types. */
export const APPS = {
  plain: inFunction(""),
  worker: inFunction(onWorker("{ timeout: 5_000, limits: { memory: 64 << 20 } }")),
  own: inFunction(onWorker(`{ worker: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }) }`)),
  imported: inFunction("").replace(/^/, `import stake from "./stake.wasm?url";\n`).replace(`new URL("./stake.wasm", import.meta.url)`, "stake"),
  trusted: inFunction(`
const policy = trustedTypes.createPolicy("driver", { createScriptURL: (address) => address });
const address = policy.createScriptURL(new URL("./worker.js", import.meta.url).href);
${onWorker(`{ worker: () => new Worker(address, { type: "module" }) }`)}`),
};

/** What their titles are: the README's comments hold, and so does what a worker says. */
export const TITLES = { plain: "2", imported: "2", worker: "2 18446744073709551615 true", own: "2 18446744073709551615 true", trusted: "2 18446744073709551615 true" };

export type App = keyof typeof APPS;

const isOwn = (app: App) => app === "own" || app === "trusted";

/** Writes a page's sources into a new folder of the project. */
export function write(project: string, name: string, app: App, script = "main.js"): string {
  const folder = join(project, name);
  mkdirSync(dirname(join(folder, script)), { recursive: true });
  writeFileSync(join(folder, "index.html"), `<script type="module" src="./${script}"></script>`);
  writeFileSync(join(folder, script), APPS[app]);
  if (isOwn(app)) writeFileSync(join(dirname(join(folder, script)), "worker.js"), `import "data-driver/worker";\n`);
  cpSync(join(project, "stake.wasm"), join(dirname(join(folder, script)), "stake.wasm"));
  return folder;
}

const built = new Map<string, string>();

/** The folder of a page that was built without any configuration, to serve; each is built once. */
export function build(bundler: string, project: string, app: App): string {
  const key = JSON.stringify([bundler, project, app]);
  const folder = built.get(key) ?? BUNDLERS[bundler]!(project, app);
  built.set(key, folder);
  return folder;
}

/** How each builds. */
export const BUNDLERS: Record<string, (project: string, app: App) => string> = {
  ...Object.fromEntries(
    [5, 6, 7, 8].map((version) => [
      `Vite ${version}`,
      (project: string, app: App) => {
        const folder = write(project, `vite${version}-${app}`, app);
        node([vite(version), "build", "--logLevel", "error"], folder);
        return join(folder, "dist");
      },
    ]),
  ),
  webpack(project, app) {
    const folder = write(project, `webpack-${app}`, app, "src/index.js");
    webpackFor(folder);
    writeFileSync(join(folder, "dist/index.html"), `<script src="main.js" defer></script>`);
    return join(folder, "dist");
  },
  Parcel(project, app) {
    const folder = write(project, `parcel-${app}`, app);
    node([join(installed, "parcel/lib/bin.js"), "build", "index.html", "--dist-dir", "dist", "--no-cache", "--log-level", "warn"], folder);
    return join(folder, "dist");
  },
  // That imports are looked for in `node_modules` is a plugin's work. Files that no script imports are copied by hand.
  rollup(project, app) {
    const folder = write(project, `rollup-${app}`, app);
    const inputs = ["main.js", ...(isOwn(app) ? ["worker.js"] : [])];
    node([join(installed, "rollup/dist/bin/rollup"), ...inputs, "--dir", "dist", "--plugin", "node-resolve", "--silent"], folder);
    return withFiles(folder);
  },
  esbuild(project, app) {
    const folder = write(project, `esbuild-${app}`, app);
    const inputs = ["main.js", ...(isOwn(app) ? ["worker.js"] : [])];
    run(join(packageFolder, "node_modules/.bin/esbuild"), [...inputs, "--bundle", "--format=esm", "--outdir=dist", "--log-level=warning"], folder);
    return withFiles(folder);
  },
};

/** Builds `src/index.js` of a folder. */
export function webpackFor(folder: string, ...target: string[]): void {
  node([join(here, "webpack.mjs"), ...target], folder);
}

function withFiles(folder: string): string {
  for (const name of ["index.html", "stake.wasm"]) cpSync(join(folder, name), join(folder, "dist", name));
  return join(folder, "dist");
}

/** The program of a Vite version; the newest is the one that the package's own tests use. */
export function vite(version: number): string {
  return join(version === 8 ? join(packageFolder, "node_modules/vite") : join(installed, `vite${version}`), "bin/vite.js");
}
