import { AppError } from '@/lib/domain/app-error';
import type { BulkAction, BulkItem, BulkJob } from '@/lib/domain/bulk-job';
import { failedStepOfInstance } from '@/lib/domain/failed-step';
import type { ServiceContext } from '../service-context';
import { outcome, type ItemOutcome } from './judge-item';

type Engine = Pick<ServiceContext, 'control' | 'store'>;

/** Attempts after which an engine that accepted and never told the outcome is given up. */
const MOST_ATTEMPTS = 5;

/** Does what the job is about to one instance, and says what came of it: never throws for what an engine answers. */
export async function actOnItem(engine: Engine, job: BulkJob, item: BulkItem): Promise<ItemOutcome> {
  try {
    return outcome('done', await carryOut(engine, job, item));
  } catch (error) {
    return outcomeOf(error, job.action, item);
  }
}

/** Resolves with a note when there is something to tell. */
async function carryOut({ control, store }: Engine, job: BulkJob, item: BulkItem): Promise<string | undefined> {
  const { action, reason } = job;
  switch (action.kind) {
    case 'pause':
      await control.suspend(item, { reason });
      return undefined;
    case 'resume':
      await control.resume(item, { reason });
      return undefined;
    case 'terminate':
      await control.terminate(item, { output: action.output, recursive: action.recursive });
      return undefined;
    case 'raise-event':
      await control.raiseEvent(item, { name: action.name, input: action.input });
      return undefined;
    case 'purge': {
      const purged = await control.purge(item, { recursive: action.recursive, force: false });
      return purged > 1 ? `${purged} executions deleted, children counted.` : undefined;
    }
    case 'rerun':
      return `New execution: ${await rerun({ control, store }, job, { item, from: action.from })}`;
  }
}

/** The new instance has an id that the job and the old one make up, so that a second attempt finds the first. */
async function rerun(
  { control, store }: Engine,
  job: BulkJob,
  { item, from }: { readonly item: BulkItem; readonly from: 'start' | 'failed-step' },
): Promise<string> {
  const newInstanceId = `${item.instanceId}-rerun-${job.id.slice(0, 8)}`;
  const source = await store.getInstance(item);
  if (source === undefined) throw new AppError('not_found', 'It is gone.');
  if (from === 'failed-step') {
    const step = failedStepOfInstance(await store.listSteps(item), source);
    if (step === undefined) throw new AppError('precondition', 'No step of it failed.');
    const { eventId } = step;
    await control.rerun({ source: item, eventId, newInstanceId, overwrite: undefined, newChildInstanceId: undefined });
  } else {
    const { appId, name, version, input, tags } = source;
    await control.start({ ref: { appId, instanceId: newInstanceId }, name, version, input, tags, unique: true });
  }
  return newInstanceId;
}

function outcomeOf(error: unknown, action: BulkAction, item: BulkItem): ItemOutcome {
  if (!(error instanceof AppError)) return outcome('failed', error instanceof Error ? error.message : String(error));
  const isRepeated = item.attempts > 1;
  switch (error.code) {
    case 'not_found':
      return isRepeated && action.kind === 'purge' ? outcome('done') : outcome('skipped', 'Does not exist any more.');
    case 'precondition':
      return outcome('skipped', error.message);
    case 'conflict':
      return isRepeated && action.kind === 'rerun' ? outcome('done') : outcome('failed', error.message);
    case 'unavailable':
      return outcome('waiting');
    case 'timeout':
      return item.attempts < MOST_ATTEMPTS ? outcome('waiting') : outcome('failed', error.message);
    default:
      return outcome('failed', error.message);
  }
}
