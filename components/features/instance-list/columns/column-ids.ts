import { readPayloadPath } from '@/lib/domain/payload-path';

/** Columns by their names in the URL. So are `tag.<key>` for any key, and places of payloads such as `input.customer`. */
export const COLUMN_TITLES = {
  status: 'Status',
  workflow: 'Workflow',
  id: 'Instance ID',
  app: 'App',
  created: 'Created',
  duration: 'Duration',
  step: 'Step or wait',
  error: 'Last error',
  version: 'Version',
  started: 'Started',
  ended: 'Ended',
  updated: 'Updated',
  attempts: 'Attempts',
  parent: 'Parent',
  generation: 'Generation',
  events: 'Events',
} as const;

export type KnownColumn = keyof typeof COLUMN_TITLES;
export type ColumnId = KnownColumn | `tag.${string}` | `input${string}` | `output${string}` | `customStatus${string}`;

/** What a list shows that nobody has arranged. */
export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  ...(['status', 'workflow', 'id', 'app', 'created', 'duration', 'step', 'error'] as const),
];

/** Columns that go last when there is no room. */
const KEPT: ReadonlySet<ColumnId> = new Set<ColumnId>(['status', 'workflow']);

export function isColumnId(text: string): text is ColumnId {
  return isKnownText(text) || tagOf(text) !== undefined || readPayloadPath(text) !== undefined;
}

export function isKnown(id: ColumnId): id is KnownColumn {
  return isKnownText(id);
}

/** The key of the tag that a column shows. */
export function tagOf(id: string): string | undefined {
  return id.startsWith('tag.') && id.length > 'tag.'.length ? id.slice('tag.'.length) : undefined;
}

function isKnownText(text: string): text is KnownColumn {
  return Object.hasOwn(COLUMN_TITLES, text);
}

/** What stands above a column. */
export function titleOf(id: ColumnId): string {
  return isKnown(id) ? COLUMN_TITLES[id] : (tagOf(id) ?? id);
}

/** The columns that a URL names, each once; the default ones when it names none that exist. */
export function columnsOf(names: readonly string[] | null): readonly ColumnId[] {
  const ids = [...new Set((names ?? []).filter(isColumnId))];
  return ids.length === 0 ? DEFAULT_COLUMNS : ids;
}

/** Columns in their order as far as they fit a width; those at the right go first, status and workflow last. */
export function fitting(
  ids: readonly ColumnId[],
  width: number,
  leastOf: (id: ColumnId) => number,
): readonly ColumnId[] {
  const shown = [...ids];
  const needed = (): number => shown.reduce((sum, id) => sum + leastOf(id), 0);
  while (shown.length > 1 && needed() > width) {
    const at = shown.findLastIndex((id) => !KEPT.has(id));
    shown.splice(at === -1 ? shown.length - 1 : at, 1);
  }
  return shown;
}

/** The columns with one moved by a place. */
export function moved(ids: readonly ColumnId[], id: ColumnId, by: 1 | -1): readonly ColumnId[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= ids.length) return ids;
  const rest = ids.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
