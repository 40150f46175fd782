/** `node machine.mjs` prints, as JSON, what this machine is and which versions of JavaScript's side take part. */
import { readFileSync } from "node:fs";
import { arch, cpus, totalmem, type } from "node:os";

const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
console.log(
  JSON.stringify({
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memory: totalmem(),
      system: `${type()} ${arch()}`,
    },
    versions: { node: process.versions.node, v8: process.versions.v8, ...dependencies },
  }),
);
