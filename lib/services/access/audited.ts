import type { Actor } from '@/lib/domain/actor';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import type { AuditAction, AuditOutcome } from '@/lib/domain/audit';
import type { AuditVerdict } from '@/lib/store/audit-log';
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
  try {
    await permit();
  } catch (error) {
    if (error instanceof AppError) await writeDecision(context, action, { about, outcome: 'denied', error });
    throw error;
  }
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

/** Writes down a decision that nothing follows, or to which an outcome will be added; answers its place. */
export async function writeDecision(
  { store, caller, now }: ServiceContext,
  action: AuditAction,
  { about, outcome, error }: { about: AuditAbout; outcome: AuditVerdict; error?: unknown },
): Promise<number> {
  const { detail, reason, ...target } = about;
  try {
    return await store.appendAudit({
      ...{ phase: 'decision', at: now(), action, actor: told(caller.actor), address: caller.address, outcome },
      ...{
        ...target,
        reason,
        detail: detail === undefined ? undefined : JSON.stringify(detail),
        error: wordsOf(error),
      },
    });
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

function isRefusal(error: unknown): boolean {
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
