/** A JSON Schema 2020-12, as far as drivers' schemas use it. */
export interface JsonSchema {
  $ref?: string;
  description?: string;
  /** The name of an enum's variant that is told apart by its content. */
  title?: string;
  type?: string | string[];
  /** `uint64`, `int256`, …; `float`; `hex`, `base58` and `base58check` for bytes. What is not known is to be passed over. */
  format?: string;
  pattern?: string;
  /** How many characters a text has. */
  minLength?: number;
  maxLength?: number;
  const?: string;
  enum?: string[];
  /** Bounds of an integer, rounded where a number does not hold them; `format` has them exactly. */
  minimum?: number;
  maximum?: number;
  /** How many bytes a text of bytes stands for, where that is fixed. */
  byteLength?: number;
  /** What a text of format `base58check` begins with; `0x` of `hex` that is written with it. */
  prefix?: string;
  /** What an integer counts: `1` is 10^-decimals of the symbol's unit. */
  unit?: { symbol: string; decimals: number };
  properties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: boolean | JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  /** Of a variant: it is taken, and its bytes come back as another one. */
  writeOnly?: boolean;
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
  /** Other names by which the driver knows it. */
  aliases?: string[];
  doc?: string;
  /** Whether it changes state, reads it, or gives items one by one. */
  kind?: "transaction" | "query" | "feed";
  params?: ParameterSchema[];
  /** The names of its types. */
  input?: string;
  output?: string;
  inputSchema?: JsonSchema;
  outputSchema?: JsonSchema;
  /** How many bytes each item of a feed takes, where that is fixed. */
  itemSize?: number;
  /** What this contract says of its functions beyond that: texts, integers and booleans. */
  [member: string]: unknown;
}

/** What a driver says about an event. */
export interface EventSchema {
  topic: string;
  /** Its topics, in the schemas of some deployed drivers instead of `topic`. */
  topics?: string[];
  doc?: string;
  /** The name of its type. */
  data?: string;
  dataSchema?: JsonSchema;
  /** What this contract says of its events beyond that: texts, integers and booleans. */
  [member: string]: unknown;
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

/** Those entries of a list that can have members: a stranger's may be no list, and hold anything. */
export function entriesOf<Entry>(list: readonly Entry[] | undefined): readonly Entry[] {
  return Array.isArray(list) ? list.filter((one: unknown) => typeof one === "object" && one) : [];
}

/** The topics of an event, in whichever form the schema has them. */
export function topicsOf({ topic, topics }: EventSchema): string[] {
  const all: unknown = topic === undefined ? topics : [topic];
  return Array.isArray(all) ? all.filter((one): one is string => typeof one === "string") : [];
}
