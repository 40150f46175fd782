import { DataDriverError, type DriverSchema, inspect, type Inspection, type JsonValue, runInWorker, type WorkerDriver } from "data-driver";
import { toBase64 } from "./bytes.ts";
import { isRecord } from "./isRecord.ts";
import type { Link } from "./link.ts";
import { namesInside } from "./namesInside.ts";

/** The longest that a call may take, in milliseconds; whoever waits longer has closed the page. */
const TIMEOUT = 3_000;

/** The same where many questions are asked and a person waits for the last answer. */
const PROBE_TIMEOUT = 1_000;

/** The time limit, as it is told. */
export const SECONDS = TIMEOUT / 1_000;

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
  /** Tells it from every other. */
  key: string;
  driver: WorkerDriver;
  /** The same driver on a worker of its own, so that many questions do not make a person wait. */
  probe: () => Promise<WorkerDriver>;
  schema: DriverSchema;
  version: string;
  codec: string | undefined;
  size: number;
  integrity: string;
  vectors: Vector[];
  /** What the file says beyond that. */
  stated: Pick<Inspection, "memory" | "fuel" | "layout" | "fault">;
  /** How a link names it. */
  link: NonNullable<Link["driver"]>;
  /** Whether its schema names neither functions nor events. */
  isNameless: boolean;
  /** Texts in the file that may be names. */
  named: () => string[];
  close(): void;
}

/** Loads a driver; rejects with a `DataDriverError` where the bytes are none. */
export async function openSession(label: string, bytes: Uint8Array<ArrayBuffer>, link?: { name: string } | { url: string }): Promise<Session> {
  const integrity = await integrityOf(bytes);
  const driver = await runInWorker(bytes, { timeout: TIMEOUT });
  let probe: Promise<WorkerDriver> | undefined;
  try {
    const { vectors, codec, ...stated } = inspect(bytes);
    const schema = await schemaOf(driver);
    return {
      label,
      key: `${integrity || bytes.length} ${label}`,
      driver,
      probe: () => (probe ??= runInWorker(bytes, { timeout: PROBE_TIMEOUT })),
      named: () => namesInside(bytes),
      schema,
      isNameless: !schema.functions?.length && !schema.events?.length,
      version: await driver.version(),
      codec,
      size: bytes.length,
      integrity,
      vectors: (Array.isArray(vectors) ? vectors : []).filter(isVector),
      stated,
      link: link === undefined ? { file: label, integrity } : "url" in link && integrity ? { ...link, integrity } : link,
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
    return isRecord(schema) ? (schema as DriverSchema) : {};
  } catch (error) {
    if (error instanceof DataDriverError) return {};
    throw error;
  }
}

function isVector(vector: unknown): vector is Vector {
  const { what, name, json, bytes } = (vector ?? {}) as Record<string, unknown>;
  return [what, name, json, bytes].every((one) => typeof one === "string");
}

/** The file's hash in SRI form. Pages that are served neither securely nor from this machine have no SHA-256. */
export async function integrityOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = crypto as Partial<Crypto>;
  return subtle ? `sha256-${toBase64(new Uint8Array(await subtle.digest("SHA-256", bytes)))}` : "";
}
