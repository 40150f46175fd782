import type { JsonValue } from "./json.js";

/** A JSON Schema 2020-12, as far as drivers' schemas use it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: JsonValue;
  enum?: JsonValue[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: boolean | JsonSchema;
  prefixItems?: JsonSchema[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
}

/** What a driver says about a function. Deployed drivers give names of types instead of schemas. */
export interface FunctionSchema {
  name: string;
  doc?: string;
  kind?: "transaction" | "query" | "feed";
  input?: JsonSchema | string;
  output?: JsonSchema | string;
}

/** What a driver says about an event. */
export interface EventSchema {
  topic: string;
  doc?: string;
  data?: JsonSchema | string;
}

/** The document that `get_schema` gives. */
export interface DriverSchema {
  name?: string;
  version?: string;
  abi?: number;
  codec?: string;
  functions?: FunctionSchema[];
  events?: EventSchema[];
  $defs?: Record<string, JsonSchema>;
}
