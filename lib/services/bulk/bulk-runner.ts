import { randomUUID } from 'node:crypto';
import type { BulkJob } from '@/lib/domain/bulk-job';
import type { BulkStore, WorkableJob } from '@/lib/store/bulk-store';
import { narrowContext } from '../access/narrow-context';
import type { CommonContext } from '../bind-services';
import { nextPage } from './freeze-set';
import { nextBatch } from './pace';
import { runBatch } from './run-batch';

/** How long a claim lasts, and how often it is renewed, in milliseconds. Another process takes over that soon. */
const CLAIM_MS = 6_000;
const RENEW_MS = 2_000;
/** How often a process looks for jobs that it was not told of: those of another one that is gone. */
const LOOK_EVERY_MS = 2_000;
const JOBS_AT_ONCE = 4;
/** How long a job rests when the runtime does not answer. */
const REST_MS = 1_000;

/** How long a frozen set waits for somebody to confirm it. */
const DRAFT_LASTS_MS = 3_600_000;

const NO_ANSWER = 'The runtime does not answer, or not all it was asked. It goes on by itself as soon as it does.';

export type BulkRunner = {
  /** Something was made, confirmed or changed. */
  wake(): void;
  /** Lets what is under way end, and takes no more. */
  stop(): Promise<void>;
};

/** Told of what went wrong with a job; it is tried again. */
export type OnBulkTrouble = (id: string, error: unknown) => void;

/**
 * Works on bulk jobs, of whichever process they were made in, until it is stopped. A job is claimed first, the claim is renewed
 * while it is worked on, and what is written counts only under the claim (`BulkStore`): when this process dies another one, or
 * the next, takes the job up where its ledger ends.
 */
export function startBulkRunner(context: CommonContext, onTrouble: OnBulkTrouble): BulkRunner {
  const by = randomUUID();
  const stopped = new AbortController();
  const running = new Map<string, Promise<void>>();
  const nap = new Nap();

  async function look(): Promise<void> {
    const { bulk } = context.store;
    await bulk.deleteDrafts(context.now() - DRAFT_LASTS_MS);
    const found = await bulk.jobsToWorkOn(context.now());
    for (const job of found) {
      if (running.size >= JOBS_AT_ONCE || running.has(job.id) || stopped.signal.aborted) continue;
      const work = workOn({ context, by, stopped: stopped.signal }, job)
        .then(() => nap.end())
        .catch((error: unknown) => onTrouble(job.id, error))
        .finally(() => running.delete(job.id));
      running.set(job.id, work);
    }
  }

  async function lookAgainAndAgain(): Promise<void> {
    while (!stopped.signal.aborted) {
      await look().catch((error: unknown) => onTrouble('', error));
      await nap.rest(LOOK_EVERY_MS);
    }
  }

  const looking = lookAgainAndAgain();
  return {
    wake: () => nap.end(),
    async stop() {
      stopped.abort();
      nap.end();
      await Promise.all([looking, ...running.values()]);
    },
  };
}

type Worker = { readonly context: CommonContext; readonly by: string; readonly stopped: AbortSignal };

async function workOn(worker: Worker, { id, cursor }: WorkableJob): Promise<void> {
  const { context, by } = worker;
  const { bulk } = context.store;
  const claim = (): Promise<boolean> => {
    const now = context.now();
    return bulk.claim(id, { by, now, until: now + CLAIM_MS });
  };
  if (!(await claim())) return;
  const renewing = setInterval(() => void claim().catch(() => undefined), RENEW_MS);
  try {
    const job = await bulk.getJob(id);
    if (job?.state === 'preparing') await writeSetDown(worker, job, cursor);
    if (job?.state === 'running') await carryOut(worker, id);
  } finally {
    clearInterval(renewing);
    await bulk.release(id, by);
  }
}

async function writeSetDown({ context, by, stopped }: Worker, job: BulkJob, from: string | undefined): Promise<void> {
  const { bulk } = context.store;
  const owned = narrowContext({ ...context, caller: { actor: job.owner } });
  let so = { size: job.tally.total, setHash: job.setHash, cursor: from };
  while (!stopped.aborted) {
    const page = await nextPage(owned, job, so);
    if (!(await bulk.addItems(job.id, by, page)) || page.cursor === undefined) return;
    so = { size: so.size + page.items.length, setHash: page.setHash, cursor: page.cursor };
  }
}

async function carryOut({ context, by, stopped }: Worker, id: string): Promise<void> {
  const { bulk } = context.store;
  await bulk.takeBack(id, by);
  while (!stopped.aborted) {
    const job = await bulk.getJob(id);
    if (job?.state !== 'running') return;
    const began = context.now();
    const { size, lastsMs } = nextBatch(job);
    const items = await bulk.takeItems(id, by, size);
    const outcomes = await runBatch(context, job, items);
    if (!(await bulk.settleItems(id, by, { at: context.now(), of: outcomes }))) return;
    const isHeldUp = outcomes.some(({ state }) => state === 'waiting');
    await tellTrouble(bulk, job, isHeldUp ? NO_ANSWER : null);
    await pass(Math.max(began + lastsMs - context.now(), isHeldUp ? REST_MS : 0), stopped);
  }
}

async function tellTrouble(bulk: BulkStore, { id, trouble }: BulkJob, now: string | null): Promise<void> {
  if ((trouble ?? null) !== now) await bulk.changeJob(id, ['running'], { trouble: now });
}

function pass(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stopped.addEventListener('abort', end);
  });
}

/** A rest that ends early when somebody says so, also when they said so just before. */
class Nap {
  #isDue = false;
  #end: (() => void) | undefined;

  end(): void {
    this.#isDue = true;
    this.#end?.();
  }

  async rest(milliseconds: number): Promise<void> {
    if (!this.#isDue) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isDue = false;
  }
}
