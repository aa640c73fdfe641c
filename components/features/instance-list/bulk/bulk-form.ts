import { FASTEST_RATE, type BulkAction } from '@/lib/domain/bulk-job';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import { whyNotJson } from '@/components/shared/forms/check-json';

/** What is typed into the dialog; every action uses some of it. */
export type BulkForm = {
  readonly recursive: boolean;
  readonly output: string;
  readonly eventName: string;
  readonly payload: string;
  readonly from: 'start' | 'failed-step';
  readonly reason: string;
  /** Most executions in a second; '' for no limit. */
  readonly rate: string;
};

export const FIRST_FORM: BulkForm = {
  ...{ recursive: true, output: '', eventName: '', payload: '', from: 'failed-step', reason: '', rate: '50' },
};

/** The action that a form describes. */
export function actionOf(kind: InstanceAction, form: BulkForm): BulkAction {
  switch (kind) {
    case 'terminate':
      return { kind, recursive: form.recursive, ...json('output', form.output) };
    case 'purge':
      return { kind, recursive: form.recursive };
    case 'raise-event':
      return { kind, name: form.eventName.trim(), ...json('input', form.payload) };
    case 'rerun':
      return { kind, from: form.from };
    default:
      return { kind };
  }
}

function json<Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } {
  // Safe: the object has that one key or none.
  return (text.trim() === '' ? {} : { [key]: text }) as { readonly [K in Key]?: string };
}

/** Why a form cannot be sent; undefined when it can. */
export function whyNotSend(action: InstanceAction, form: BulkForm): string | undefined {
  if (whyNotRate(form.rate) !== undefined) return whyNotRate(form.rate);
  if (action === 'raise-event' && form.eventName.trim() === '') return 'An event needs a name.';
  if (action === 'raise-event' && whyNotJson(form.payload) !== undefined) return 'The payload is not valid JSON.';
  if (action === 'terminate' && whyNotJson(form.output) !== undefined) return 'The output is not valid JSON.';
  return undefined;
}

/** Why a text is no rate. */
export function whyNotRate(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const rate = Number(text);
  return Number.isInteger(rate) && rate >= 1 && rate <= FASTEST_RATE
    ? undefined
    : 'A rate is a whole number from 1 to 10,000.';
}
