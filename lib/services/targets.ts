import { AppError } from '@/lib/domain/app-error';
import type { FoundTarget, Target, TargetBook, TargetDraft } from '@/lib/domain/target';
import type { ServiceContext } from './service-context';

/** The sidecars that the console stands on, and those of this machine that are not among them. */
export async function listTargets(
  context: ServiceContext,
): Promise<{ readonly targets: readonly Target[]; readonly found: readonly FoundTarget[] }> {
  return bookOf(context).list();
}

/** Asks a sidecar, without adding it. Rejects with what is in the way. */
export async function checkTarget(context: ServiceContext, draft: TargetDraft): Promise<{ readonly version: string }> {
  return bookOf(context).check(draft);
}

/** Adds a sidecar, which is followed from now on and after a restart too. */
export async function addTarget(context: ServiceContext, draft: TargetDraft): Promise<{ readonly done: true }> {
  await bookOf(context).add(draft);
  return { done: true };
}

/** Takes a sidecar away that was added in the console. */
export async function removeTarget(context: ServiceContext, appId: string): Promise<{ readonly done: true }> {
  await bookOf(context).remove(appId);
  return { done: true };
}

function bookOf({ targetBook }: ServiceContext): TargetBook {
  if (targetBook !== undefined) return targetBook;
  throw new AppError('precondition', "This console stands on Perdure's own runtime and not on a Dapr cluster.", {
    hint: 'Start perdure attach to look at one.',
  });
}
