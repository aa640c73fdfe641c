import { AppError } from '@/lib/domain/app-error';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import { decodeHistoryEvent, encodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { RuntimeService as runtimeService } from '@/lib/protocol/generated/perdure-runtime';
import type { ImportedRun } from './control';
import type { EngineConnections } from './engine-connections';

/** Has a runtime keep a run from elsewhere. */
export async function importRun(
  engine: EngineConnections,
  deadlineMs: number,
  { ref, run }: { readonly ref: InstanceRef; readonly run: ImportedRun },
): Promise<void> {
  const { history, inbox, steps, ...facts } = run;
  await engine.call({
    appId: ref.appId,
    method: runtimeService.importRun,
    request: {
      ...facts,
      ...{ instanceID: ref.instanceId, history: history.map(bytesOf), inbox: inbox.map(bytesOf) },
      steps: steps.map(({ eventId, ...step }) => ({ ...step, eventID: eventId })),
    },
    describe: `The import of '${ref.instanceId}'`,
    waitsForOutcome: false,
    deadlineMs,
  });
}

/** An event as text: the bytes of the protocol in base64. */
export function textOfEvent(event: HistoryEvent): string {
  return Buffer.from(encodeHistoryEvent(event)).toString('base64');
}

function bytesOf(text: string, index: number): Buffer {
  const bytes = Buffer.from(text, 'base64');
  try {
    decodeHistoryEvent(bytes);
    return bytes;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new AppError('invalid', `Event ${index} of the history cannot be read: ${reason}`, { cause });
  }
}
