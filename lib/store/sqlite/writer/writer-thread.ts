// The thread that writes to the store file: it takes commit plans one at a time and answers when each is on disk.
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { openDatabase } from '../open-database';
import { fromSqliteError } from '../sqlite-error';
import { type Checkpoint, createCheckpoint } from './checkpoints';
import type { CommitPlan } from './commit-plan';
import { Replaced } from '../../replaced';
import { PlanRunner } from './plan-runner';

/** What came of opening the file or of a plan. */
export type WriteAnswer =
  /** `trouble`: the log could not be moved into the database; all that was asked is on disk, after `took` milliseconds. */
  | { readonly kind: 'done'; readonly took: number; readonly trouble?: string }
  | { readonly kind: 'replaced' }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
      readonly cause: unknown;
    };

const port = parentPort;
const { path } = workerData as { readonly path: string };

if (port !== null) {
  try {
    const db = openDatabase(path);
    const runner = new PlanRunner(db);
    const checkpoint = createCheckpoint(db);
    port.on('message', (message: CommitPlan | 'close') => {
      if (message !== 'close') return port.postMessage(answerTo(() => runner.run(message), checkpoint));
      db.close();
      port.close();
    });
    port.postMessage({ kind: 'done', took: 0 } satisfies WriteAnswer);
  } catch (error) {
    port.postMessage(failed(error));
  }
}

function answerTo(work: () => void, checkpoint: Checkpoint): WriteAnswer {
  try {
    const began = performance.now();
    work();
    const took = performance.now() - began;
    const trouble = checkpoint();
    return trouble === undefined ? { kind: 'done', took } : { kind: 'done', took, trouble: textOf(trouble) };
  } catch (error) {
    return failed(error);
  }
}

/** Errors lose their class between threads. */
function failed(error: unknown): WriteAnswer {
  if (error instanceof Replaced) return { kind: 'replaced' };
  const known = fromSqliteError(error, path);
  if (known instanceof AppError) {
    const { code, message, hint } = known;
    return { kind: 'failed', code, message, hint, cause: textOf(known.cause) };
  }
  return {
    kind: 'failed',
    code: 'internal',
    message: `Writing to the store ${path} failed.`,
    hint: undefined,
    cause: textOf(error),
  };
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
