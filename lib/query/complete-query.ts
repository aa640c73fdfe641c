import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { SeenTag } from '@/lib/domain/seen-names';
import { fieldNamed, FIELDS, splitKey, type Field } from './fields';
import { tokensOf, type Place, type Token } from './tokens';
import { writeClause, writeStep, type WrittenState } from './write-query';

/** What can be written at a place of the query, in place of what stands there. */
export type Completion = Place & { readonly text: string; readonly about: string };

/** Names that an installation knows, to be offered as values. */
export type KnownNames = {
  readonly appIds: readonly string[];
  readonly names: readonly string[];
  readonly steps: readonly string[];
  readonly events: readonly string[];
  readonly tags: readonly SeenTag[];
  /** Declared places in payloads. */
  readonly paths: readonly string[];
};

const MOST = 12;
const STEP_STATES: readonly WrittenState[] = ['failed', 'waiting', 'completed', 'canceled'];

/** Offers fields, or values of the field that is being written, for what stands before the cursor. */
export function completeQuery(query: string, cursor: number, known: KnownNames): readonly Completion[] {
  const token = tokensOf(query).find(({ from, to }) => from < cursor && cursor <= to);
  if (token === undefined) return fieldsLike('', { from: cursor, to: cursor }, known);
  if (token.field === undefined) {
    const start = token.isNegated ? token.from + 1 : token.from;
    return fieldsLike(query.slice(start, cursor), { from: start, to: token.to }, known);
  }
  const field = fieldNamed(token.field);
  return field === undefined ? [] : valuesLike(field, token, { cursor, known });
}

function fieldsLike(written: string, place: Place, known: KnownNames): readonly Completion[] {
  const wanted = written.toLowerCase();
  return FIELDS.flatMap((field) => spellingsOf(field, known).map((spellings) => ({ spellings, about: field.asks })))
    .filter(({ spellings }) => spellings.some((each) => each.toLowerCase().startsWith(wanted)))
    .map(({ spellings: [text = ''], about }) => ({ ...place, text: text.endsWith('.') ? text : `${text}:`, about }))
    .slice(0, MOST);
}

/** The ways to write a field, each with its aliases; one with a key is written with each key that is known. */
function spellingsOf({ name, aliases, kind }: Field, { tags, paths }: KnownNames): readonly (readonly string[])[] {
  if (kind === 'payload') {
    return paths.filter((path) => path === name || path.startsWith(`${name}.`)).map((path) => [path]);
  }
  if (kind !== 'tag') return [[name, ...aliases]];
  const keys = tags.map(({ key }) => key).filter((key) => !/[\s":,]/.test(key));
  return keys.length === 0 ? [[`${name}.`]] : keys.map((key) => [`${name}.${key}`]);
}

function valuesLike(
  field: Field,
  token: Token,
  { cursor, known }: { readonly cursor: number; readonly known: KnownNames },
): readonly Completion[] {
  const value = token.values.find(({ from, to }) => from <= cursor && cursor <= to);
  if (value === undefined) return [];
  const wanted = value.text.toLowerCase();
  return valuesOfField(field, known, token.field)
    .filter((each) => each.toLowerCase().includes(wanted))
    .sort((a, b) => Number(!a.toLowerCase().startsWith(wanted)) - Number(!b.toLowerCase().startsWith(wanted)))
    .slice(0, MOST)
    .map((each) => {
      const text =
        field.kind === 'step' ? each : writeClause({ field: field.name, values: [each] }).slice(field.name.length + 1);
      return { from: value.from, to: value.to, text, about: field.asks };
    });
}

/** Names first: which state of a step is meant comes after which step. */
function stepTexts(names: readonly string[]): readonly string[] {
  return [undefined, ...STEP_STATES].flatMap((state) =>
    names.map((name) => writeStep(name, state).slice('step:'.length)),
  );
}

function valuesOfField({ name, kind }: Field, known: KnownNames, written = ''): readonly string[] {
  if (kind === 'status') return INSTANCE_STATUSES;
  if (name === 'app') return known.appIds;
  if (name === 'name') return known.names;
  if (kind === 'tag') return known.tags.find(({ key }) => key === splitKey(written)[1])?.values ?? [];
  if (kind === 'waiting') return known.events;
  if (kind === 'step') return stepTexts(known.steps);
  if (kind === 'instant') return ['>15m', '>1h', '>24h', '>7d', '<1h', '<7d'];
  if (kind === 'duration') return ['>1s', '>1m', '>5m', '>1h', '<1s'];
  if (name === 'worker') return ['none', 'connected'];
  return kind === 'flag' ? ['true', 'false'] : [];
}
