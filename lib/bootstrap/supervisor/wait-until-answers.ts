import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';

const PATIENCE_MS = 60_000;
const BETWEEN_MS = 100;
/** A console that people sign in to answers so, and it answers. */
const ASKS_WHO = 401;

/** Resolves once a URL answers with success. Throws `unavailable` after a minute, or when `signal` aborts. */
export async function waitUntilAnswers(url: string, signal: AbortSignal): Promise<void> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  while (!patience.aborted) {
    if (await answers(url, patience)) return;
    await pause(BETWEEN_MS, undefined, { signal: patience }).catch(() => undefined);
  }
  throw new AppError('unavailable', `${url} does not answer.`, { hint: 'Look at the lines above for the reason.' });
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal });
    await response.arrayBuffer();
    return response.ok || response.status === ASKS_WHO;
  } catch {
    return false; // not listening yet
  }
}
