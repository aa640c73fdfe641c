import type { InstanceRef } from '@/lib/domain/instance';

/** Whose row it is and which one of them; `part` is `metadata`, `history-000000`, … */
export type StateKey = InstanceRef & { readonly namespace: string; readonly part: string };

const SEPARATOR = '||';
const TYPE_BEGIN = 'dapr.internal.';

/** The key of a row of a workflow, taken apart; undefined for a key of anything else (dapr-protocol 4.1). */
export function parseStateKey(key: string): StateKey | undefined {
  const parts = key.split(SEPARATOR);
  const [appId, actorType] = parts;
  const part = parts.at(-1);
  if (parts.length < 4 || appId === undefined || actorType === undefined || part === undefined) return undefined;
  const typeEnd = `.${appId}.workflow`;
  if (!actorType.startsWith(TYPE_BEGIN) || !actorType.endsWith(typeEnd)) return undefined;
  const namespace = actorType.slice(TYPE_BEGIN.length, -typeEnd.length);
  const instanceId = parts.slice(2, -1).join(SEPARATOR);
  if (appId === '' || namespace === '' || instanceId === '' || part === '') return undefined;
  return { appId, namespace, instanceId, part };
}

/** What the keys of one instance begin with. */
export function instancePrefix({ appId, namespace, instanceId }: Omit<StateKey, 'part'>): string {
  return [appId, `${TYPE_BEGIN}${namespace}.${appId}.workflow`, instanceId, ''].join(SEPARATOR);
}

/** What the keys of all instances of an app begin with. */
export function appPrefix({ appId, namespace }: Pick<StateKey, 'appId' | 'namespace'>): string {
  return [appId, `${TYPE_BEGIN}${namespace}.${appId}.workflow`, ''].join(SEPARATOR);
}

/** Where a numbered row stands: `history-000012` is the 12th of `history`; undefined for a part without a number. */
export function numberedPart(part: string): { readonly series: string; readonly index: number } | undefined {
  const found = /^([a-z-]+)-(\d{6,15})$/.exec(part);
  return found === null ? undefined : { series: found[1] ?? '', index: Number(found[2]) };
}

/** Partner of `numberedPart`. */
export function partAt(series: string, index: number): string {
  return `${series}-${String(index).padStart(6, '0')}`;
}
