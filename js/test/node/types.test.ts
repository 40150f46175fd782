/** The drivers' TypeScript declarations, as TypeScript's compiler sees them: alone, and with code that uses them. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { inspect } from "data-driver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DRIVERS } from "../support/drivers.ts";
import { file } from "../support/files.ts";
import { packageFolder } from "../support/project.ts";

const NAMES = [...DRIVERS, "shapes"];
const declarations = join(packageFolder, "../build/tests/types");
const sources = join(packageFolder, "test/types");

/** Every check that `strict` stands for, and those beyond, in declaration files too. */
const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: "ES2022",
  module: "ESNext",
  moduleResolution: "bundler",
  types: [],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "data-driver-types-"));
  mkdirSync(join(folder, "drivers"));
  for (const name of NAMES) writeFileSync(join(folder, "drivers", `${name}.d.ts`), inspect(file(name)).types!);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Mistake {
  line: number;
  code: string;
  message: string;
}

/** What the compiler says of these files, in which everything that they import is found. */
function compile(name: string, files: string[], options: object): Mistake[] {
  const project = join(folder, `${name}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, files }));
  try {
    execFileSync(process.execPath, [join(packageFolder, "node_modules/typescript/bin/tsc"), "-p", project, "--pretty", "false"], { encoding: "utf8" });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    // What stands behind a first line explains it, indented.
    return stdout.split(/\n(?=\S)/).map((text) => {
      const [, line, code, message] = /\((\d+),\d+\): error (TS\d+): ([^]*)$/.exec(text) ?? [];
      return { line: Number(line), code: code ?? text, message: message ?? text };
    });
  }
}

const using = () => ({
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  paths: {
    "data-driver": [join(packageFolder, "dist/index.d.ts")],
    "data-driver/sample": [join(packageFolder, "dist/sample.d.ts")],
    "drivers/*": [join(folder, "drivers/*.d.ts")],
    "declarations/*": [join(declarations, "*.d.ts")],
  },
});

test("every file of declarations is valid by itself", () => {
  const others = readdirSync(declarations).filter((name) => name.endsWith(".d.ts"));
  expect(others.length).toBe(2);
  const files = [...NAMES.map((name) => join(folder, "drivers", `${name}.d.ts`)), ...others.map((name) => join(declarations, name))];
  // Without the DOM: nothing is needed that a server lacks.
  for (const one of files) expect(compile(`alone-${basename(one)}`, [one], { lib: ["ES2022"] }), one).toEqual([]);
});

test("what is right compiles", () => {
  expect(compile("right", [copied("right.ts")], using())).toEqual([]);
});

test("what is wrong does not, for the reason that its comment gives", () => {
  const source = copied("wrong.ts");
  const expected = readFileSync(source, "utf8")
    .split("\n")
    .flatMap((text, i) => {
      const [, code, words] = /^\s*\/\/ (TS\d+): (.*)$/.exec(text) ?? [];
      return code ? [{ line: i + 2, code, words: words! }] : [];
    });
  expect(expected.length).toBeGreaterThan(20);
  const found = compile("wrong", [source], using());
  expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual(expected.map(({ line, code }) => `${line} ${code}`));
  for (const [i, { words, line }] of expected.entries()) expect.soft(found[i]!.message, `line ${line}`).toContain(words);
});

/** Away from the package, whose own settings would apply. */
function copied(name: string): string {
  const copy = join(folder, name);
  copyFileSync(join(sources, name), copy);
  return copy;
}
