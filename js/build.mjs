/**
 * Makes of `dist`, as the TypeScript compiler wrote it, what it cannot write: the worker as one script, the same
 * as a text, and the package once more for `require`.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const dist = new URL("dist/", import.meta.url);
const cjs = new URL("cjs/", dist);

/** Neither imports nor exports, so that it runs as a module and as a classic script. */
async function bundleWorker(options) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("worker.js", dist))],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
    ...options,
  });
  return outputFiles[0].text;
}

const text = await bundleWorker({ minify: true });
await writeFile(new URL("workerText.js", dist), `/** The worker's script as a text. */\nexport const WORKER_TEXT = ${JSON.stringify(text)};\n`);
await writeFile(new URL("worker.js", dist), await bundleWorker({}));
await rm(new URL("worker.js.map", dist));

await mkdir(cjs);
await writeFile(new URL("package.json", cjs), `{ "type": "commonjs" }\n`);
for (const name of await readdir(dist)) {
  const source = () => readFile(new URL(name, dist), "utf8");
  // The maps of the sources stay with the modules.
  const withoutMap = (text) => text.replace(/\n\/\/# sourceMappingURL=.*/, "");
  if (name.endsWith(".d.ts")) await writeFile(new URL(name, cjs), withoutMap(await source()));
  else if (name === "worker.js") await writeFile(new URL(name, cjs), await source());
  else if (name.endsWith(".js")) await writeFile(new URL(name, cjs), await toCommonJs(withoutMap(await source())));
}

async function toCommonJs(module) {
  // What is loaded on demand is required on demand: `import()` is not possible everywhere where `require` is used.
  const required = module.replaceAll(/\bimport\(("\.\/\w+\.js")\)/g, "Promise.resolve().then(() => require($1))");
  // There is no such address here, and none is needed: in Node the worker is made of its text.
  const { code } = await transform(required, { format: "cjs", target: "es2022", platform: "node", define: { "import.meta.url": "undefined" } });
  return code;
}
