import type { Role } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import type { WorkflowRef } from '@/lib/store/console-store';
import type { AuditPlan } from './audit-plan';
import type { ServiceContext } from '../service-context';

/** What somebody needs for a use case, besides that its target lies within the scope. */
export type Permission = {
  readonly role: Role;
  /** Those who are limited to some apps or workflows are refused: what it is about has no App ID. */
  readonly unlimited?: true;
  /** It is about payloads and nothing else. */
  readonly payloads?: true;
};

/**
 * How the target of a use case is found, so that it can be held against the scope.
 * `instance`: its first argument names one. `workflow`: its first argument has App ID and name. `store`: it is whatever the
 * use case reads, and the store shows only what is in scope; so it is with `stream`, which goes on reading. `console`:
 * nothing of an execution.
 */
export type Target = 'instance' | 'workflow' | 'store' | 'stream' | 'console';

type Run<Args extends readonly unknown[], Result> = (context: ServiceContext, ...args: Args) => Result;

export type UseCase = Permission & {
  readonly target: Target;
  readonly run: Run<never, unknown>;
  readonly audit?: AuditPlan<never>;
};

type Needs<Args extends readonly unknown[]> = Permission & { readonly audit?: AuditPlan<Args> };

/** A use case about one instance. */
export function onInstance<Rest extends readonly unknown[], Result>(
  run: Run<readonly [InstanceRef, ...Rest], Promise<Result>>,
  permission: Needs<readonly [InstanceRef, ...Rest]>,
) {
  return { target: 'instance', run, ...permission } as const;
}

/** A use case about one workflow of one app. */
export function onWorkflow<Input extends WorkflowRef, Result>(
  run: Run<readonly [Input], Promise<Result>>,
  permission: Needs<readonly [Input]>,
) {
  return { target: 'workflow', run, ...permission } as const;
}

/** A use case that reads the store and tells what it finds. */
export function onStore<Args extends readonly unknown[], Result>(
  run: Run<Args, Promise<Result>>,
  permission: Needs<Args>,
) {
  return { target: 'store', run, ...permission } as const;
}

/** A use case that tells what it reads piece by piece. */
export function onStream<Args extends readonly unknown[], Result>(
  run: Run<Args, AsyncGenerator<Result, void>>,
  permission: Permission,
) {
  return { target: 'stream', run, ...permission } as const;
}

/** A use case about what the console keeps for itself, or about itself. */
export function onConsole<Args extends readonly unknown[], Result>(
  run: Run<Args, Promise<Result>>,
  permission: Needs<Args>,
) {
  return { target: 'console', run, ...permission } as const;
}
