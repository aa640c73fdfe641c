import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/domain/app-error';
import { Replaced } from '../../replaced';
import type { CommitPlan } from './commit-plan';
import type { OnTrouble, Writer } from './writer';
import type { WriteAnswer } from './writer-thread';

/**
 * A writer on a thread of its own, so that the caller goes on while the disk works. Resolves when the thread has the file
 * open. A thread that ends unexpectedly fails what it was writing; the next write starts another.
 */
export async function startThreadWriter(path: string, onTrouble: OnTrouble): Promise<Writer> {
  let thread: Worker | undefined = await startThread(path);

  async function write(plan: CommitPlan): Promise<number> {
    thread ??= await startThread(path);
    const answer = await askThread(thread, plan).catch((error: unknown) => {
      thread = undefined;
      throw error;
    });
    if (answer.kind === 'replaced') throw new Replaced();
    if (answer.kind === 'failed') {
      throw new AppError(answer.code, answer.message, { hint: answer.hint, cause: answer.cause });
    }
    if (answer.trouble !== undefined) onTrouble(answer.trouble);
    return answer.took;
  }

  return {
    write,
    async close() {
      if (thread === undefined) return;
      const ended = once(thread, 'exit');
      thread.postMessage('close');
      await ended;
    },
  };
}

async function startThread(path: string): Promise<Worker> {
  // What the thread has opened stays open when it ends, see checkpoints.ts.
  const options = { workerData: { path }, trackUnmanagedFds: false };
  const thread = new Worker(new URL(`./writer-thread${import.meta.url.slice(-3)}`, import.meta.url), options);
  const answer = await answerOf(thread);
  if (answer.kind === 'failed') throw new AppError(answer.code, answer.message, { hint: answer.hint });
  return thread;
}

function askThread(thread: Worker, plan: CommitPlan): Promise<WriteAnswer> {
  const answer = answerOf(thread);
  thread.postMessage(plan, [plan.bytes.buffer]);
  return answer;
}

function answerOf(thread: Worker): Promise<WriteAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (answer: WriteAnswer): void => settle(() => resolve(answer));
    const onError = (cause: unknown): void => settle(() => reject(ended(cause)));
    const onExit = (): void => settle(() => reject(ended(undefined)));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

function ended(cause: unknown): AppError {
  return new AppError('unavailable', 'The thread that writes to the store has ended unexpectedly.', {
    hint: 'Try again; the next write starts another.',
    cause,
  });
}
