import { setTimeout as wait } from 'node:timers/promises';
import type { ChangeSignal } from '../prisma/dialect';

/** How long before the file is asked again, in milliseconds: SQLite tells other processes nothing. */
const PAUSE_MS = 150;

/** Says after each pause that there may be changes. */
export const polling: ChangeSignal = {
  async wait(_revision, signal) {
    await wait(PAUSE_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
  close: () => Promise.resolve(),
};
