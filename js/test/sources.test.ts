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

test("J15: what is no source is named", async () => {
  for (const [wrong, what] of [[5, "Number"], [null, "Null"], [undefined, "Undefined"], [{}, "Object"], [[1, 2], "Array"], [new Blob(), "Blob"]] as const) {
    const error = await failureOf(loadDriver(wrong as never));
    expect(error).toMatchObject({ kind: "load", message: `a driver is loaded from an address, a response, bytes or a compiled module, not from ${what}` });
  }
});

test("J19: a text is an address", async () => {
  await works(`${server}fixture/plain`);
  await works(`data:application/wasm;base64,${btoa(String.fromCharCode(...file("fixture/plain")))}`);
  for (const options of [{}, { limits: { memory: 1 << 20 } }]) {
    expect((await failureOf(loadDriver(`${server}no-such-file`, options))).message).toContain(`${server}no-such-file: HTTP 404`);
    // In Node a file's path, in a browser relative to the page.
    expect((await failureOf(loadDriver("no/such.wasm", options))).message).toMatch(/no\/such\.wasm: (ENOENT|HTTP|.*magic)/);
  }
});

test("J15: a page instead of a driver, and a server that is not there, are named with their address", async () => {
  for (const options of [{}, { limits: { memory: 1 << 20 } }]) {
    const address = `${server}a-page?type=text/html`;
    const { message } = await failureOf(loadDriver(new URL(address), options));
    expect(message).toContain(`${address}: `);
    expect(message).toMatch(/magic|not a WebAssembly module/);
    if (!("limits" in options)) expect(message).toContain("sent as text/html");
    expect((await failureOf(loadDriver("http://127.0.0.1:9/driver.wasm", options))).message).toMatch(/^http:\/\/127\.0\.0\.1:9\/driver\.wasm: \S/);
  }
});
