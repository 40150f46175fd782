/**
 * Builds the playground into `dist`, a folder that any web server can serve: the page, its script,
 * and our drivers. Needs the package to be built, and the drivers (`cargo xtask build`).
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { loadDriver } from "../dist/index.js";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = "../..";

/** The worker's script becomes part of the page's, so that a driver can be started anew without a network. */
const workerInside = {
  name: "worker-inside",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/]createWorker\.js$/ }, async ({ path }) => {
      const url = 'new URL("./worker.js", import.meta.url)';
      const source = await readFile(path, "utf8");
      if (!source.includes(url)) throw new Error(`${path} does not start its worker from ${url} any more`);
      return { contents: source.replace(url, "INSIDE").concat(`
        import { WORKER_TEXT } from "./workerText.js";
        const INSIDE = URL.createObjectURL(new Blob([WORKER_TEXT], { type: "text/javascript" }));`) };
    });
  },
};

await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist/drivers"), { recursive: true });

await build({
  entryPoints: [at("src/main.ts"), at("style.css")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: at("dist"),
  entryNames: "[name]",
  alias: { "data-driver": at("../dist/index.js"), "data-driver/sample": at("../dist/sample.js") },
  plugins: [workerInside],
  legalComments: "none",
  logLevel: "warning",
});
await copyFile(at("index.html"), at("dist/index.html"));

/** The drivers of contracts; those for tests are elsewhere. */
const names = (await readdir(at(`${root}/drivers`))).sort();
const drivers = [];
for (const name of names) {
  const bytes = await readFile(at(`${root}/target/drivers/${name}.wasm`));
  const { name: title = name, doc = "" } = (await loadDriver(bytes)).schema() ?? {};
  const [sentence] = /^.*?[.:](?=\s|$)/.exec(doc.replaceAll("\n", " ")) ?? [doc];
  await writeFile(at(`dist/drivers/${name}.wasm`), bytes);
  const integrity = `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
  drivers.push({ name, title, doc: sentence.replace(/:$/, "."), file: `drivers/${name}.wasm`, integrity });
}
// What stakes are is known to most who come here.
drivers.sort((a, b) => Number(b.name === "stake") - Number(a.name === "stake"));
await writeFile(at("dist/drivers.json"), JSON.stringify(drivers));
