/** How the package's own files stand to one another. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageFolder } from "../support/project.ts";

const sources = join(packageFolder, "src");

/** The files that a file imports when it is loaded, types included. */
function imports(file: string): string[] {
  const text = readFileSync(join(sources, file), "utf8");
  return [...text.matchAll(/^(?:import|export)\b[^;"]*from "\.\/(\w+)\.js";/gm)].map(([, name]) => `${name}.ts`);
}

/** The first way from a file back to itself. */
function circle(file: string, path: string[] = []): string[] | undefined {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  for (const next of imports(file)) {
    const found = circle(next, [...path, file]);
    if (found) return found;
  }
  return undefined;
}

test("no file imports one that imports it", () => {
  const files = readdirSync(sources).filter((name) => name.endsWith(".ts"));
  expect(files.flatMap(imports).length).toBeGreaterThan(files.length);
  expect(files.map((file) => circle(file)).filter((found) => found)).toEqual([]);
});
