import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { InstantField, TextField } from './condition';

/** What the values of a field are. */
export type FieldKind = 'status' | 'text' | 'tag' | 'instant' | 'duration' | 'waiting' | 'step' | 'flag' | 'payload';

export type Field = {
  /** As it is written before the colon; a tag has its key behind it, `tag.region`, and a payload a place in it. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Other spellings. */
  readonly aliases: readonly string[];
  /** What it asks, for the completion list. */
  readonly asks: string;
  readonly example: string;
};

/** Every field of the filter language, in the order in which they are offered. */
export const FIELDS: readonly Field[] = [
  {
    ...{ name: 'status', kind: 'status', aliases: ['is'] },
    ...{ asks: `one of ${INSTANCE_STATUSES.join(', ')}`, example: 'status:failed,stalled' },
  },
  { name: 'app', kind: 'text', aliases: ['appId'], asks: 'App ID', example: 'app:orders' },
  { name: 'name', kind: 'text', aliases: ['workflow'], asks: 'workflow name', example: 'name:Order*' },
  { name: 'id', kind: 'text', aliases: ['instance'], asks: 'instance ID', example: 'id:*4711*' },
  { name: 'created', kind: 'instant', aliases: [], asks: 'when it was created', example: 'created:>2h' },
  { name: 'started', kind: 'instant', aliases: [], asks: 'when its first turn began', example: 'started:2026-11-29' },
  { name: 'ended', kind: 'instant', aliases: ['completed'], asks: 'when it ended', example: 'ended:>30m' },
  { name: 'updated', kind: 'instant', aliases: [], asks: 'when it last changed', example: 'updated:<1d' },
  { name: 'duration', kind: 'duration', aliases: [], asks: 'how long it ran', example: 'duration:>5m' },
  { name: 'step', kind: 'step', aliases: [], asks: 'a step that it took', example: 'step:Notify.failed' },
  { name: 'waiting', kind: 'waiting', aliases: [], asks: 'the event it waits for', example: 'waiting:Approval' },
  {
    name: 'retrying',
    kind: 'flag',
    aliases: [],
    asks: 'whether an activity is to be retried',
    example: 'retrying:true',
  },
  {
    name: 'flawed',
    kind: 'flag',
    aliases: [],
    asks: 'whether something of it could not be read in the Dapr cluster',
    example: 'flawed:true',
  },
  { name: 'worker', kind: 'flag', aliases: [], asks: 'whether a worker is connected', example: 'worker:none' },
  { name: 'error', kind: 'text', aliases: [], asks: 'its last error', example: 'error:*timeout*' },
  { name: 'tag', kind: 'tag', aliases: [], asks: 'a tag', example: 'tag.region:eu' },
  { name: 'input', kind: 'payload', aliases: [], asks: 'a value in its input', example: 'input.customer.id:42' },
  { name: 'output', kind: 'payload', aliases: [], asks: 'a value in its output', example: 'output.total:>100' },
  {
    name: 'customStatus',
    kind: 'payload',
    aliases: ['status'],
    asks: 'a value in its custom status',
    example: 'status.step:paid',
  },
  { name: 'version', kind: 'text', aliases: [], asks: 'workflow version', example: 'version:v2' },
  { name: 'parent', kind: 'text', aliases: [], asks: 'instance ID of its parent', example: 'parent:order-4711' },
  { name: 'root', kind: 'text', aliases: [], asks: 'instance ID at the top of its tree', example: 'root:order-4711' },
  {
    name: 'rerunOf',
    kind: 'text',
    aliases: ['rerun'],
    asks: 'instance ID it was rerun from',
    example: 'rerunOf:order-4711',
  },
  { name: 'child', kind: 'flag', aliases: [], asks: 'whether a workflow started it', example: 'child:false' },
];

/** The field that is written so, whatever the case of its letters; a tag's key and a place in a payload do not count. */
export function fieldNamed(written: string): Field | undefined {
  const [head = '', key] = splitKey(written);
  const wanted = head.toLowerCase();
  return FIELDS.find(
    ({ name, aliases, kind }) =>
      [name, ...aliases].some((each) => each.toLowerCase() === wanted) &&
      (kind === 'payload' || (kind === 'tag') === (key !== undefined)),
  );
}

/** `tag.region` is the field `tag` with the key `region`; `input[0]` is `input` with the key `[0]`. */
export function splitKey(written: string): readonly [string, string | undefined] {
  const [head = ''] = /^[^.[]*/.exec(written) ?? [];
  const rest = written.slice(head.length);
  return rest === '' ? [head, undefined] : [head, rest.startsWith('.') ? rest.slice(1) : rest];
}

/** Narrowed by the table above: text and instant fields have the names of what they ask for. */
export function isTextField(name: string): name is TextField {
  return FIELDS.some((field) => field.name === name && field.kind === 'text');
}

export function isInstantField(name: string): name is InstantField {
  return FIELDS.some((field) => field.name === name && field.kind === 'instant');
}
