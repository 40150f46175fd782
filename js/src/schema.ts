/** A JSON Schema 2020-12, as far as drivers' schemas use it. */
export interface JsonSchema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  /** `uint64`, `int128`, …; `hex` and `base58` for bytes. */
  format?: string;
  pattern?: string;
  /** How many characters a text has. */
  minLength?: number;
  maxLength?: number;
  const?: string;
  enum?: string[];
  /** Bounds of an integer; as text where a number does not hold them. */
  minimum?: number | string;
  maximum?: number | string;
  /** How many bytes a text of format `hex` or `base58` stands for, where that is fixed. */
  byteLength?: number;
  properties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: boolean | JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
}

/** A parameter of a function. */
export interface ParameterSchema {
  name: string;
  /** The name of its type, `Option<u64>` for example. */
  type: string;
  schema: JsonSchema;
}

/** What a driver says about a function. Deployed drivers give the names of types, and no schemas. */
export interface FunctionSchema {
  name: string;
  doc?: string;
  /** Whether it changes state, reads it, or gives items one by one. */
  kind?: "transaction" | "query" | "feed";
  params?: ParameterSchema[];
  /** The names of its types. */
  input?: string;
  output?: string;
  inputSchema?: JsonSchema;
  outputSchema?: JsonSchema;
}

/** What a driver says about an event. */
export interface EventSchema {
  topic: string;
  doc?: string;
  /** The name of its type. */
  data?: string;
  dataSchema?: JsonSchema;
}

/** The document that `get_schema` gives. */
export interface DriverSchema {
  name?: string;
  version?: string;
  abi?: number;
  codec?: string;
  doc?: string;
  functions?: FunctionSchema[];
  events?: EventSchema[];
  $defs?: Record<string, JsonSchema>;
}
