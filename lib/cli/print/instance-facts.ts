import type { InstanceDetailJson } from '@/lib/api/schemas';
import { instantText, runTimeText, waitingText } from './instance-columns';
import type { Paint } from './paint';
import { countText } from './quantities';
import { failureText } from './history-columns';
import { shortText } from './visible-text';

/** Longer payloads come whole in JSON. */
const LONGEST = 1_000;

type Fact = readonly [name: string, value: string | undefined];

/** What there is to say of one execution, name and value; what it does not have is left out. */
export function instanceFacts(
  { instance, related }: InstanceDetailJson,
  { now, paint }: { readonly now: number; readonly paint: Paint },
): readonly (readonly [string, string])[] {
  const { parent, generation, attempts, status, failure } = instance;
  const facts: readonly Fact[] = [
    ['Instance ID', instance.instanceId],
    ['App ID', instance.appId],
    ['As of', asOfText(instance.asOf)],
    ['Not whole', flawText(instance.flaws)],
    ['Workflow', [instance.name, instance.version].filter(Boolean).join(' ')],
    ['Status', status],
    ['Created', instantText(instance.createdAt)],
    ['Scheduled for', at(instance.scheduledStartAt)],
    ['Started', at(instance.startedAt)],
    ['Ended', at(instance.completedAt)],
    ['Duration', runTimeText(instance, now)],
    ['Waiting for', waitingText(instance)],
    ['Generation', generation > 1 ? String(generation) : undefined],
    ['Attempts', attempts > 1 ? String(attempts) : undefined],
    ['Parent', parent === undefined ? undefined : `${parent.instanceId} (${parent.appId})`],
    ['Children', related.children.length === 0 ? undefined : childrenText(related.children.length)],
    ['Rerun of', instance.rerunOf],
    [
      'Tags',
      Object.entries(instance.tags)
        .map((tag) => tag.join('='))
        .join(', '),
    ],
    ['Events', String(instance.historyLength)],
    ['Custom status', instance.customStatus],
    ['Input', instance.input],
    ['Output', instance.output],
    ['Payloads', instance.isWithheld === true ? 'not shown: you may not see payloads' : undefined],
    ['Error', failureText(failure)],
    ['Last error', failure === undefined ? instance.lastError : undefined],
  ];
  return facts.flatMap(([name, value = '']) => {
    if (value === '') return [];
    const text = shortText(value, LONGEST);
    return [[name, name === 'Status' ? paint(text, status) : text] as const];
  });
}

/** Of an execution of a cluster: when it was read, and why not there. */
function asOfText(asOf: InstanceDetailJson['instance']['asOf']): string | undefined {
  if (asOf === undefined) return undefined;
  return asOf.from === 'cluster' ? instantText(asOf.at) : `${instantText(asOf.at)}, from the mirror: ${asOf.why}`;
}

/** What could not be read of it. */
function flawText(flaws: InstanceDetailJson['instance']['flaws'] = []): string {
  return flaws.map(({ key, what }) => `${key} ${what}`).join('; ');
}

/** The API tells the first hundred. */
function childrenText(count: number): string {
  return count < 100 ? countText(count, 'child workflow') : `${count} child workflows at least`;
}

function at(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : instantText(instant);
}
