import { whyEngineCannot, type EngineAction, type EngineTarget } from './engine-target';
import type { Instant } from './instant';

/** Where a secret is read: a variable of the environment, or a file of the folder for secrets. Never the secret itself. */
export type SecretPlace = { readonly env: string } | { readonly file: string };

/** A sidecar as somebody tells of it. `address`: gRPC port here, host:port, or https://host:port. */
export type TargetDraft = {
  readonly appId: string;
  readonly address: string;
  readonly apiToken?: SecretPlace | undefined;
  /** With a certificate that this machine trusts anyway, or one of this file. */
  readonly tls?: boolean | { readonly ca: string } | undefined;
};

/** How a target became known: Perdure was started with it, it was added in the console, or it was found on this machine. */
export const TARGET_ORIGINS = ['start', 'console', 'machine'] as const;

/** A sidecar that the console stands on. */
export type Target = EngineTarget & {
  readonly address: string;
  readonly origin: (typeof TARGET_ORIGINS)[number];
  /** Where its executions are read. */
  readonly readFrom: 'store' | 'sidecar';
  /** When they were last read, of those that are read from the sidecar. */
  readonly seenAt?: Instant | undefined;
  /** What it cannot do or show, each with the reason. */
  readonly limits: readonly string[];
};

/** A sidecar that runs on this machine and is no target. */
export type FoundTarget = { readonly appId: string; readonly address: string; readonly version?: string | undefined };

/** Keeps the targets of a console that stands on a Dapr cluster. */
export interface TargetBook {
  list(): Promise<{ readonly targets: readonly Target[]; readonly found: readonly FoundTarget[] }>;
  /** Asks a sidecar for its version. Rejects with what is in the way. */
  check(draft: TargetDraft): Promise<{ readonly version: string }>;
  /** Throws `conflict` for an App ID that has a target already, and what `check` does for one that cannot be used. */
  add(draft: TargetDraft): Promise<void>;
  /** Throws `not_found`, and `precondition` for one that was not added in the console. */
  remove(appId: string): Promise<void>;
}

const ASKED: readonly EngineAction[] = ['rerun', 'retry-now', 'import'];

const BY_SIDECAR = [
  'Read through its sidecar: name and input of an execution are not told before its first turn, nor events that no worker has been handed yet.',
] as const;

/** What an app's sidecar cannot do, and what cannot be shown where it is all that is read, each with the reason. */
export function limitsOf(target: EngineTarget, readFrom: Target['readFrom']): readonly string[] {
  if (target.trouble !== undefined) return [];
  const cannot = ASKED.flatMap((action) => whyEngineCannot(action, target.appId, target) ?? []);
  return [...cannot, ...(readFrom === 'sidecar' ? BY_SIDECAR : [])];
}
