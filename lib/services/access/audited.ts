import type { Actor } from '@/lib/domain/actor';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import type { AuditAction, AuditOutcome } from '@/lib/domain/audit';
import type { AuditDraft, AuditVerdict } from '@/lib/store/audit-log';
import type { ServiceContext } from '../service-context';
import type { AuditAbout } from './audit-plan';

export type AuditedCall<Result> = {
  readonly action: AuditAction;
  readonly about: AuditAbout;
  /** Throws what forbids the call. */
  readonly permit: () => Promise<void>;
  readonly run: () => Promise<Result>;
};

/**
 * Does something that the audit log tells of.
 *
 * 1. The decision is on disk before anything is done; when it cannot be written, nothing is done.
 * 2. What is not permitted is written down as denied.
 * 3. Afterwards the outcome is written, with the time that it took.
 */
export async function audited<Result>(
  context: ServiceContext,
  { action, about, permit, run }: AuditedCall<Result>,
): Promise<Result> {
  await permitted(context, { action, about, permit });
  const decided = await writeDecision(context, action, { about, outcome: 'allowed' });
  const began = context.now();
  const write = (outcome: Exclude<AuditOutcome, 'open' | 'denied'>, error?: unknown): Promise<void> =>
    writeOutcome(context, { action, about, decided, began, outcome, error });
  let result: Result;
  try {
    result = await run();
  } catch (error) {
    await write(isRefusal(error) ? 'refused' : 'failed', error);
    throw error;
  }
  await write('done');
  return result;
}

/** Throws what forbids a call, after it was written down. */
export async function permitted(
  context: ServiceContext,
  { action, about, permit }: Omit<AuditedCall<unknown>, 'run'>,
): Promise<void> {
  try {
    await permit();
  } catch (error) {
    if (error instanceof AppError) await writeDecision(context, action, { about, outcome: 'denied', error });
    throw error;
  }
}

type Decided = { readonly about: AuditAbout; readonly outcome: AuditVerdict; readonly error?: unknown };

/** A decision as it is to be written down. */
export function decisionOf(
  { caller, now }: ServiceContext,
  action: AuditAction,
  { about, outcome, error }: Decided,
): AuditDraft {
  const { detail, reason, ...target } = about;
  return {
    ...{ phase: 'decision', at: now(), action, actor: told(caller.actor), address: caller.address, outcome },
    ...{ ...target, reason, error: wordsOf(error) },
    detail: detail === undefined ? undefined : JSON.stringify(detail),
  };
}

/** Writes down a decision that nothing follows, or to which an outcome will be added; answers its place. */
export async function writeDecision(context: ServiceContext, action: AuditAction, decided: Decided): Promise<number> {
  try {
    return await context.store.appendAudit(decisionOf(context, action, decided));
  } catch (cause) {
    throw new AppError('unavailable', 'The audit log cannot be written, so nothing was done.', {
      hint: wordsOf(cause) ?? 'Check the store.',
      cause,
    });
  }
}

type Outcome = {
  readonly action: AuditAction;
  readonly about: AuditAbout;
  readonly decided: number;
  readonly began: number;
  readonly outcome: Exclude<AuditOutcome, 'open' | 'denied'>;
  readonly error: unknown;
};

async function writeOutcome({ store, caller, now }: ServiceContext, of: Outcome): Promise<void> {
  const { action, about, decided, began, outcome, error } = of;
  const { appId, instanceId, subject } = about;
  const at = now();
  try {
    await store.appendAudit({
      ...{ phase: 'outcome', decided, at, tookMs: Math.max(0, at - began), outcome, error: wordsOf(error) },
      ...{ action, actor: told(caller.actor), address: caller.address, appId, instanceId, subject },
    });
  } catch (cause) {
    const what = outcome === 'done' ? 'It was carried out' : `It was ${outcome}: ${wordsOf(error)}`;
    throw new AppError('unavailable', `${what}; but the audit log could not be written.`, {
      hint: `The log has the decision as row ${decided}. ${wordsOf(cause) ?? ''}`.trim(),
      cause,
    });
  }
}

/** Errors that say why something was not done; after any other it may have been done. */
const REFUSALS: readonly ErrorCode[] = ['invalid', 'not_found', 'conflict', 'precondition', 'forbidden'];

/** True for an error after which nothing was done. */
export function isRefusal(error: unknown): boolean {
  return error instanceof AppError && REFUSALS.includes(error.code);
}

/** Characters of an error that are kept. */
const MOST = 500;

function wordsOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return (error instanceof AppError ? error.message : 'Unexpected error').slice(0, MOST);
}

function told({ kind, name, role }: Actor) {
  return { kind, name, role };
}
