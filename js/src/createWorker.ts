import type { AnyWorker } from "./globals.js";
import { importNode, process } from "./importNode.js";

/** A way to start the package's worker. */
export type WayToStart = () => AnyWorker | Promise<AnyWorker>;

/** The ways that there are here, the best one first. */
export function waysToStart(): WayToStart[] {
  // Deno and Bun have the workers of browsers, too, which keep a program from ending.
  const inNode = process?.versions?.node && !globalThis.document;
  return inNode || typeof Worker !== "function" ? [threadOfNode] : [workerOfFile, workerOfText];
}

function workerOfFile(): AnyWorker {
  // In one expression, which is how bundlers find the file.
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

/** Where the file is not there: not every bundler copies it, and a page must not start one of another origin. */
async function workerOfText(): Promise<AnyWorker> {
  textUrl ??= URL.createObjectURL(new Blob([await text()], { type: "text/javascript" }));
  return new Worker(textUrl);
}

let textUrl: string | undefined;

/** No file is needed, so that it does not matter whether and how a program was bundled. */
async function threadOfNode(): Promise<AnyWorker> {
  const threads = await importNode<{ Worker: new (text: string, options: { eval: boolean }) => AnyWorker }>("node:worker_threads");
  return new threads.Worker(await text(), { eval: true });
}

async function text(): Promise<string> {
  return (await import("./workerText.js")).WORKER_TEXT;
}
