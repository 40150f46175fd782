/** The corpus of strangers' drivers in `host-tests/hostile`, which the Rust host meets as well. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What comes of a driver: an error when it is loaded or called, of a kind; anything without harm; no end. */
export type Outcome = "works" | "harmless" | "endless" | `load ${string}` | `call ${string}`;

/** One of them, as its index has it. */
export interface Hostile {
  name: string;
  kind: string;
  /** The call that meets the attack; that of `decode_event` where nothing is said. */
  call?: string;
  js: Outcome;
  worker: Outcome;
  says?: { js?: string };
}

/** All of them, with their files, which the program of that folder makes: engines and the Rust host have the very same bytes. */
export function hostileDrivers(root: string): (Hostile & { wasm: Buffer })[] {
  // With the features that the workspace's tests have, so that nothing is compiled twice.
  execFileSync("cargo", ["build", "--quiet", "--workspace", "--bin", "hostile-drivers"], { cwd: root, stdio: "inherit" });
  const folder = join(root, "target/hostile");
  execFileSync(join(root, "target/debug/hostile-drivers"), [folder]);
  const { items } = JSON.parse(readFileSync(join(root, "host-tests/hostile/index.json"), "utf8")) as { items: Hostile[] };
  return items.map(({ name, kind, call, js, worker, says }, number) => ({
    ...{ name, kind, js, worker, wasm: readFileSync(join(folder, `${number}.wasm`)) },
    ...(call && { call }),
    ...(says && { says }),
  }));
}
