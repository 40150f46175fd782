import { DataDriverError, type DriverSchema, inspect, type JsonValue, runInWorker, type WorkerDriver } from "data-driver";
import { toBase64 } from "./bytes.ts";
import type { Link } from "./link.ts";

/** The longest that a call may take, in milliseconds; whoever waits longer has closed the page. */
const TIMEOUT = 3_000;

/** A golden value that a driver carries. */
export interface Vector {
  what: "input" | "output" | "event";
  name: string;
  case?: string;
  json: string;
  bytes: string;
}

/** A loaded driver. It runs in workers with a time limit: whoever wrote it, the page goes on. */
export interface Session {
  /** What a person called it: its file, its address or our name for it. */
  label: string;
  driver: WorkerDriver;
  /** The same driver on a worker of its own, so that many questions do not make a person wait. */
  probe: () => Promise<WorkerDriver>;
  schema: DriverSchema;
  version: string;
  codec: string | undefined;
  size: number;
  integrity: string;
  vectors: Vector[];
  /** How a link names it. */
  link: NonNullable<Link["driver"]>;
  close(): void;
}

/** Loads a driver; rejects with a `DataDriverError` where the bytes are none. */
export async function openSession(label: string, bytes: Uint8Array<ArrayBuffer>, link?: Session["link"]): Promise<Session> {
  const start = () => runInWorker(bytes, { timeout: TIMEOUT });
  const driver = await start();
  let probe: Promise<WorkerDriver> | undefined;
  try {
    const { vectors, codec } = inspect(bytes);
    const integrity = await integrityOf(bytes);
    return {
      label,
      driver,
      probe: () => (probe ??= start()),
      schema: await schemaOf(driver),
      version: await driver.version(),
      codec,
      size: bytes.length,
      integrity,
      vectors: (Array.isArray(vectors) ? vectors : []).filter(isVector),
      link: link ?? { file: label, integrity },
      close() {
        driver.close();
        probe?.then((running) => running.close(), () => undefined);
      },
    };
  } catch (error) {
    driver.close();
    throw error;
  }
}

/** Some deployed drivers have no schema, and some trap when they are asked for it. */
async function schemaOf(driver: WorkerDriver): Promise<DriverSchema> {
  try {
    const schema: JsonValue = await driver.schema();
    return typeof schema === "object" && schema !== null && !Array.isArray(schema) ? (schema as DriverSchema) : {};
  } catch (error) {
    if (error instanceof DataDriverError) return {};
    throw error;
  }
}

function isVector(vector: unknown): vector is Vector {
  const { what, name, json, bytes } = (vector ?? {}) as Record<string, unknown>;
  return [what, name, json, bytes].every((one) => typeof one === "string");
}

/** Pages that are served neither securely nor from this machine have no SHA-256. */
async function integrityOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = crypto as Partial<Crypto>;
  return subtle ? `sha256-${toBase64(new Uint8Array(await subtle.digest("SHA-256", bytes)))}` : "";
}
