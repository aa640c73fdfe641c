import { z } from 'zod';
import type { Operation } from '@/lib/api/operations/operation';
import { errorSchema, failureSchema, historyEventSchema, instanceSummarySchema } from '@/lib/api/schemas';

export type Components = {
  readonly schemas: Readonly<Record<string, unknown>>;
  refTo(name: string): { readonly $ref: string };
};

/** What is refused, and parts of answers that have a name of their own. */
const PARTS: Readonly<Record<string, z.ZodType>> = {
  Error: errorSchema,
  Failure: failureSchema,
  HistoryEvent: historyEventSchema,
  InstanceSummary: instanceSummarySchema,
};

const uri = (name: string): string => `#/components/schemas/${name}`;

/** The schemas of all answers, each once and under its name. Throws when two have the same name. */
export function componentsOf(operations: readonly Operation[]): Components {
  const named = new Map(Object.entries(PARTS));
  for (const [name, schema] of operations.flatMap(({ answer, stream }) => Object.entries({ ...answer, ...stream }))) {
    if ((named.get(name) ?? schema) !== schema) throw new Error(`Two schemas are named ${name}.`);
    named.set(name, schema);
  }
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  // What `meta` says of a schema stands in zod's own registry, which is not asked when another one is.
  const { schemas } = z.toJSONSchema(registry, { uri, io: 'output', unrepresentable: 'any', override: opened });
  return {
    schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)])),
    refTo: (name) => ({ $ref: uri(name) }),
  };
}

/** Answers may get further fields; a record that has all of some keys is written as an object with these. */
function opened({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  Object.assign(jsonSchema, z.globalRegistry.get(zodSchema));
  const { required, propertyNames, additionalProperties } = jsonSchema;
  if (required === undefined || propertyNames === undefined) return;
  jsonSchema.properties = Object.fromEntries(required.map((key) => [key, additionalProperties ?? true]));
  delete jsonSchema.propertyNames;
  delete jsonSchema.additionalProperties;
}

function bare(schema: object): object {
  const { $schema: _, $id: __, ...rest } = schema as Readonly<Record<string, unknown>>;
  return rest;
}
