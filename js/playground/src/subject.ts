import type { DriverSchema, JsonSchema } from "data-driver";

/** Which of a driver's values the page shows. */
export type Subject = { what: "input" | "output" | "event"; name: string };

/** The name and the schema of the value's type, as far as the driver gives them. */
export function typeOf({ functions = [], events = [] }: DriverSchema, { what, name }: Subject): { type?: string | undefined; schema?: JsonSchema | undefined } {
  if (what === "event") {
    const event = events.find(({ topic }) => topic === name);
    return { type: event?.data, schema: event?.dataSchema };
  }
  const found = functions.find((one) => one.name === name);
  return what === "input" ? { type: found?.input, schema: found?.inputSchema } : { type: found?.output, schema: found?.outputSchema };
}

/** Whether it is written, and not read. */
export function isInput(subject: Subject | undefined): boolean {
  return subject?.what === "input";
}
