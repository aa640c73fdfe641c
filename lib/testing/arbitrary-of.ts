import fc from 'fast-check';
import { z } from 'zod';

type Shape = z.core.JSONSchema.BaseSchema;

/** What a schema takes, as far as its JSON Schema tells; what it checks beyond that may refuse some of it. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return arbitraryOfShape(z.toJSONSchema(schema, { io: 'input' }));
}

/** Values of which most are not what the schema takes: another thing altogether, or one that is wrong in one place. */
export function wrongFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  const sound = arbitraryOf(schema);
  const broken = fc.tuple(sound, fc.nat(), fc.jsonValue()).map(([value, nth, other]) => {
    if (typeof value !== 'object' || value === null) return other;
    const keys = [...Object.keys(value), 'unheardOf'];
    return { ...value, [keys[nth % keys.length] ?? '']: other };
  });
  return fc.oneof(broken, fc.jsonValue());
}

function arbitraryOfShape(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => arbitraryOfShape(choice)));
  switch (shape.type) {
    case 'string':
      return textOf(shape);
    case 'integer':
      return fc.integer({ min: within(shape.minimum, -1e9), max: within(shape.maximum, 1e9) });
    case 'number':
      return fc.double({ min: within(shape.minimum, -1e15), max: within(shape.maximum, 1e15), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOfShape(shape.items as Shape), {
        minLength: shape.minItems ?? 0,
        maxLength: Math.min(shape.maxItems ?? 3, 3),
      });
    case 'object':
      return objectOf(shape);
    default:
      return fc.jsonValue();
  }
}

function within(given: number | undefined, most: number): number {
  return given === undefined || Math.abs(given) > Math.abs(most) ? most : given;
}

/** Texts with whatever people and programs write: signs of other alphabets, of shells and of addresses. */
function textOf({ minLength = 0, maxLength = 40, contentMediaType }: Shape): fc.Arbitrary<string> {
  if (contentMediaType === 'application/json') return fc.json({ maxDepth: 2 });
  const unit = fc.oneof(
    fc.constantFrom('a', 'Order', ' ', '/', '%', '*', '"', "'", '\\', '\n'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  return fc
    .array(unit, { minLength, maxLength: Math.min(Math.max(minLength, 8), maxLength) })
    .map((parts) => [...parts.join('')].slice(0, maxLength).join(''));
}

function objectOf({ properties, required = [], additionalProperties }: Shape): fc.Arbitrary<object> {
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? arbitraryOfShape(additionalProperties) : fc.jsonValue();
    return fc.dictionary(fc.string({ minLength: 1 }), value, { maxKeys: 3 });
  }
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, shape]) => [name, arbitraryOfShape(shape as Shape)]),
  );
  return fc.record(model, { requiredKeys: required });
}
