import type { AppStatus } from '@/lib/domain/app-status';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';

/**
 * Drives the engine of an App ID, embedded or daprd, with a deadline on every call.
 *
 * Errors: `unavailable` when the engine does not answer and nothing was changed; `timeout` when it accepted the request
 * and has not told the outcome; `not_found`, `conflict`, `precondition`, `invalid` in the engine's own words.
 */
export type Control = {
  /** Resolves when the engine answers. */
  ping(appId: string): Promise<void>;
  /** How many workers of an app are connected; who they are and what waits for them, where the engine tells. */
  workersOf(appId: string): Promise<ControlWorkers>;
  /** What version the engine of an app says that it is. */
  versionOf(appId: string): Promise<string>;
  /** Resolves when the instance exists; it may still be pending when no worker is connected. */
  start(request: ControlStart): Promise<InstanceRef>;
  suspend(ref: InstanceRef, request: { reason?: string | undefined }): Promise<void>;
  resume(ref: InstanceRef, request: { reason?: string | undefined }): Promise<void>;
  /** `output` is JSON text. */
  terminate(ref: InstanceRef, request: { output?: string | undefined; recursive: boolean }): Promise<void>;
  /** `input` is JSON text. */
  raiseEvent(ref: InstanceRef, event: { name: string; input?: string | undefined }): Promise<void>;
  /** Forks an ended instance at one of its steps; resolves when the new instance exists. */
  rerun(request: ControlRerun): Promise<InstanceRef>;
  /** Fires an open timer, or begins the next try of an activity that rests, at once. Perdure's own runtime can; daprd cannot. */
  endWait(ref: InstanceRef, eventId: number): Promise<void>;
  /** Has a run from elsewhere kept, to be looked at. Perdure's own runtime can; daprd cannot. */
  importRun(ref: InstanceRef, run: ImportedRun): Promise<void>;
  /** How many instances were deleted. */
  purge(ref: InstanceRef, request: { recursive: boolean; force: boolean }): Promise<number>;
  /** Closes all connections. */
  close(): void;
};

export type ControlWorkers = { readonly connected: number; readonly status?: AppStatus | undefined };

/** A run as a store kept it; events as `textOfEvent` writes them. */
export type ImportedRun = {
  /** What the history must tell too. */
  readonly workflowName: string;
  readonly history: readonly string[];
  /** Events that were received and not yet handed to a worker. */
  readonly inbox: readonly string[];
  readonly generation: number;
  readonly createdAt: Instant;
  readonly startedAt?: Instant | undefined;
  readonly rerunOf?: string | undefined;
  readonly customStatus?: string | undefined;
  readonly attempts: number;
  readonly lastError?: string | undefined;
  readonly steps: readonly Step[];
};

export type ControlStart = {
  /** `instanceId` '' asks for a fresh random id. */
  readonly ref: InstanceRef;
  readonly name: string;
  readonly version?: string | undefined;
  /** JSON text. */
  readonly input?: string | undefined;
  readonly scheduledStartAt?: Instant | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** True: refuse the id even when its last run has ended. */
  readonly unique?: boolean | undefined;
};

export type ControlRerun = {
  readonly source: InstanceRef;
  /** Action id of the activity, timer or child to run again. */
  readonly eventId: number;
  readonly newInstanceId?: string | undefined;
  /** Replaces the recorded input of the step; absent: the recorded input is used. */
  readonly overwrite?: { readonly input: string | undefined } | undefined;
  readonly newChildInstanceId?: string | undefined;
};
