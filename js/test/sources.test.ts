import { loadDriver } from "data-driver";
import { expect, inject, test } from "vitest";
import { failureOf } from "./support/failure.ts";
import { file } from "./support/files.ts";

const server = inject("server");
const works = async (source: Parameters<typeof loadDriver>[0]) =>
  expect((await loadDriver(source)).version()).toBe("1.2.3");

test("bytes, a buffer, a view into one, and a module", async () => {
  const bytes = file("fixture/plain");
  await works(bytes);
  await works(bytes.buffer);
  const within = new Uint8Array(bytes.length + 20);
  within.set(bytes, 10);
  await works(within.subarray(10, 10 + bytes.length));
  await works(await WebAssembly.compile(bytes));
});

test("a URL, a response, and one that is still to come", async () => {
  await works(new URL("fixture/plain", server));
  await works(await fetch(`${server}fixture/plain`));
  await works(fetch(`${server}fixture/plain?slow`));
});

test("a server that does not know the media type", async () => {
  await works(fetch(`${server}fixture/plain?type=text/plain`));
});

test("a failed request says which and how", async () => {
  const error = await failureOf(loadDriver(new URL("no-such-file", server)));
  expect(error).toMatchObject({ kind: "load" });
  expect(error.message).toContain(`${server}no-such-file`);
  expect(error.message).toContain("404");
  expect((await failureOf(loadDriver(fetch(`${server}fixture/plain?status=500`)))).message).toContain("500");
});

test("a server that is not there is a load error with its cause", async () => {
  const error = await failureOf(loadDriver(new URL("http://127.0.0.1:9/")));
  expect(error.kind).toBe("load");
  expect(error.cause).toBeInstanceOf(TypeError);
});

test("a response that was read already", async () => {
  const response = await fetch(`${server}fixture/plain`);
  await response.arrayBuffer();
  expect((await failureOf(loadDriver(response))).kind).toBe("load");
});

test("what is no source", async () => {
  for (const wrong of ["stake.wasm", 5, null, undefined, {}]) {
    expect((await failureOf(loadDriver(wrong as never))).kind).toBe("load");
  }
});
