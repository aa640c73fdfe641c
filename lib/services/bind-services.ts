import type { Caller } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import type { AuditDraft } from '@/lib/store/audit-log';
import type { WorkflowRef } from '@/lib/store/console-store';
import { audited } from './access/audited';
import { auditedChange } from './access/audited-change';
import { narrowContext } from './access/narrow-context';
import { requirePermission, requireReached, requireSeen } from './access/require-permission';
import { revealing } from './access/revealing';
import type { UseCase } from './access/use-case';
import { USE_CASES, type UseCaseName } from './access/use-cases';
import type { ServiceContext } from './service-context';

type Bound<Case> = Case extends { readonly run: (context: ServiceContext, ...args: infer Args) => infer Result }
  ? (...args: Args) => Result
  : never;

/** Every use case, for one caller: what routes and commands call. Each refuses what the caller may not do. */
export type Services = { readonly [Name in UseCaseName]: Bound<(typeof USE_CASES)[Name]> };

/** What all callers have in common. */
export type CommonContext = Omit<ServiceContext, 'caller'>;

/** Binds every use case of the table of permissions to one caller. */
export function bindServices(common: CommonContext, caller: Caller): Services {
  const context = narrowContext({ ...common, caller });
  const bound = Object.entries(USE_CASES).map(([name, useCase]) => [name, guard(context, useCase as UseCase)]);
  // Safe: each entry of the table is bound under its own name, and `guard` takes and gives what its use case does.
  return Object.fromEntries(bound) as Services;
}

function guard(context: ServiceContext, useCase: UseCase): (...args: never) => unknown {
  const { run, target } = useCase;
  const { actor } = context.caller;
  if (target === 'stream') {
    return (...args) => {
      requirePermission(actor, useCase);
      return run(context, ...args);
    };
  }
  return (...args: never) => {
    // Safe: by the constructors in use-case.ts the first argument is one when the target is one.
    const [about] = args as readonly [InstanceRef & WorkflowRef];
    const permit = async (): Promise<void> => {
      requirePermission(actor, useCase);
      if (target === 'instance') await requireSeen(context.store, actor, about);
      if (target === 'workflow') requireReached(actor, about);
    };
    const call = { permit, run: async () => run(context, ...args) };
    const { audit } = useCase;
    if (audit === undefined) return permit().then(call.run);
    const entry = { action: audit.action, about: audit.about(...args) };
    if (audit.withChange === true) {
      const change = { permit, run: async (draft: AuditDraft) => run({ ...context, entry: draft }, ...args) };
      return auditedChange(context, { ...entry, ...change });
    }
    return audit.reveal === true ? revealing(context, { ...entry, ...call }) : audited(context, { ...entry, ...call });
  };
}
