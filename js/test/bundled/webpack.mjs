// Builds `src/index.js` of the folder in which it runs as webpack does without a configuration: `node webpack.mjs [target]`.
import webpack from "webpack";

const [, , target] = process.argv;
webpack({ mode: "production", context: process.cwd(), output: { path: `${process.cwd()}/dist` }, ...(target && { target }) }, (error, stats) => {
  // That a driver is larger than what webpack recommends is so.
  const wrong = error ? [error] : [...stats.compilation.errors, ...stats.compilation.warnings].filter(({ name }) => !name.endsWith("OverSizeLimitWarning") && name !== "NoAsyncChunksWarning");
  for (const { message } of wrong) console.error(message);
  process.exitCode = wrong.length ? 1 : 0;
});
