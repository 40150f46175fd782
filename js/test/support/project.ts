/** Empty projects into which the packed package is installed. Runs in Node only. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { file } from "./files.ts";

export const packageFolder = fileURLToPath(new URL("../..", import.meta.url));

export function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** A temporary folder with the package as npm packs it. */
export class Packed {
  readonly folder: string;
  readonly tarball: string;

  /** Where the projects are: what is installed above them is there for them, too. */
  constructor(prefix = join(tmpdir(), "data-driver-package-")) {
    this.folder = mkdtempSync(prefix);
    run("npm", ["pack", "--ignore-scripts", "--pack-destination", this.folder], packageFolder);
    this.tarball = join(this.folder, readdirSync(this.folder).find((name) => name.endsWith(".tgz"))!);
  }

  /** A new project that has the package and `stake.wasm`, and nothing else. */
  install(name: string): string {
    const project = join(this.folder, name);
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", this.tarball], project);
    writeFileSync(join(project, "stake.wasm"), file("stake"));
    return project;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/**
 * The README's first example, made to fail where it does not give what a comment says. Counts the
 * comments in `checked`.
 */
export function checkedExample(): string {
  const [, example] = /```js\n([^]*?)```/.exec(readFileSync(join(packageFolder, "README.md"), "utf8")) ?? [];
  const lines = example!.split("\n").map((line) => {
    const [, expression, value] = /^([a-z][^;]*); \/\/ (true|".*")$/.exec(line) ?? [];
    if (!expression) return line;
    return `if (JSON.stringify(${expression}) !== ${JSON.stringify(value)}) throw new Error(${JSON.stringify(line)}); checked++;`;
  });
  return [lines[0], "let checked = 0;", ...lines.slice(1)].join("\n");
}
