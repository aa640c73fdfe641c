import type { History } from '@/e2e/conformance/history';
import type { SdkRun, Seen } from './sdk-run';

/** An instance that came to its end. */
export type Ended = { readonly run: SdkRun; readonly id: string; readonly state: Seen; readonly history: History };

/** One row of the table that every SDK's app has to pass. */
export type Scenario = {
  readonly title: string;
  readonly workflow: string;
  readonly input: unknown;
  /** What is done to the instance from outside as soon as it runs. */
  readonly prepare?: (run: SdkRun, id: string) => Promise<void>;
  /** What is done to it after that; in the crash test on the runtime that was started again. */
  readonly steer?: (run: SdkRun, id: string) => Promise<void>;
  readonly ends: { readonly status: string; readonly output?: unknown; readonly failure?: string };
  /** What its history must say; rejects or throws when it says something else. */
  readonly check: (ended: Ended) => void | Promise<void>;
  /** The name that its runs are recorded under in lib/graph/recorded/<language>/. */
  readonly graph?: string;
  /** An activity whose result is lost runs again, so its tries count for more after a crash. */
  readonly countsTries?: boolean;
};
