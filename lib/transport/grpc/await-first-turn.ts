import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Runtime } from '@/lib/runtime/runtime-port';

/**
 * Resolves when a new instance has had its first turn. The instance exists already, so a wait that is cut short (caller
 * gone, server stopping) must not make its creation look failed: that resolves too.
 */
export async function awaitFirstTurn(runtime: Runtime, ref: InstanceRef, signal: AbortSignal): Promise<void> {
  try {
    await runtime.waitFor(ref, 'started', signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
