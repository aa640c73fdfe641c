import { keptValues, type KeptValue, type Payloads } from '@/lib/domain/declared-path';
import type { InstanceSummary } from '@/lib/domain/instance';
import { lowerAscii } from '@/lib/domain/lower-ascii';
import { readPayloadPath } from '@/lib/domain/payload-path';
import type { Step } from '@/lib/domain/step';
import type { Condition, InstantField, Pattern, Span, TextField, ValueTest } from './condition';

/** All that conditions ask about. */
export type QueriedInstance = Omit<InstanceSummary, 'revision'> & {
  readonly steps: readonly Step[];
  /** Instance ID at the top of its tree; its own when no workflow started it. */
  readonly root: string;
  /** A worker of its app is connected. */
  readonly hasWorker: boolean;
  readonly payloads: Payloads;
};

/** Judges one instance by a condition: what the language means, in its plainest form. Stores must agree with it. */
export function matches(instance: QueriedInstance, condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((each) => matches(instance, each));
    case 'any':
      return condition.of.some((each) => matches(instance, each));
    case 'not':
      return !matches(instance, condition.of);
    case 'status':
      return instance.status === condition.is;
    case 'text':
      return looksLike(textOf(instance, condition.field), condition.pattern);
    case 'tag':
      return looksLike(ownValue(instance.tags, condition.key), condition.pattern);
    case 'words':
      return [instance.instanceId, instance.name].some((text) => looksLike(text, ['', condition.text, '']));
    case 'instant':
      return within(instantOf(instance, condition.field), condition.span);
    case 'duration':
      return within(durationOf(instance, condition.now), condition.span);
    case 'waiting':
      return instance.waitingOn.events.some((name) => looksLike(name, condition.pattern));
    case 'retrying':
      return instance.waitingOn.nextAttemptAt !== undefined;
    case 'flawed':
      return instance.flaws !== undefined;
    case 'step':
      return instance.steps.some(
        ({ name, status }) =>
          looksLike(name, condition.name) && (condition.statuses.length === 0 || condition.statuses.includes(status)),
      );
    case 'payload':
      return fits(valueOf(instance.payloads, condition.path), condition.test);
    case 'child':
      return instance.parent !== undefined;
    case 'worker':
      return instance.hasWorker;
  }
}

/** True when a text is that of the pattern; an absent one never is. */
export function looksLike(text: string | undefined, pattern: Pattern): boolean {
  if (text === undefined) return false;
  const [head = '', ...rest] = pattern;
  if (rest.length === 0) return text === head;
  const [own, first] = [lowerAscii(text), lowerAscii(head)];
  if (!own.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = own.indexOf(lowerAscii(part), at);
    if (found < 0) return false;
    at = found + lowerAscii(part).length;
  }
  const last = lowerAscii(rest.at(-1) ?? '');
  return own.length - last.length >= at && own.endsWith(last);
}

function within(value: number | undefined, { from, before }: Span): boolean {
  return value !== undefined && (from === undefined || value >= from) && (before === undefined || value < before);
}

function valueOf(payloads: Payloads, text: string): KeptValue | undefined {
  const path = readPayloadPath(text);
  return path && keptValues(payloads, [path])[0];
}

function fits(kept: KeptValue | undefined, test: ValueTest): boolean {
  if (test.kind === 'text') return looksLike(kept?.value, test.pattern);
  const { least, most } = test.span;
  const number = kept?.number;
  if (number === undefined) return false;
  const isAbove = least === undefined || number > least.value || (least.isIn && number === least.value);
  return isAbove && (most === undefined || number < most.value || (most.isIn && number === most.value));
}

function textOf(instance: QueriedInstance, field: TextField): string | undefined {
  switch (field) {
    case 'app':
      return instance.appId;
    case 'id':
      return instance.instanceId;
    case 'parent':
      return instance.parent?.instanceId;
    case 'error':
      return instance.lastError;
    default:
      return instance[field];
  }
}

function instantOf(instance: QueriedInstance, field: InstantField): number | undefined {
  const { createdAt, startedAt, completedAt, updatedAt } = instance;
  return { created: createdAt, started: startedAt, ended: completedAt, updated: updatedAt }[field];
}

function durationOf({ startedAt, completedAt }: QueriedInstance, now: number): number | undefined {
  return startedAt === undefined ? undefined : (completedAt ?? now) - startedAt;
}

function ownValue(tags: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
