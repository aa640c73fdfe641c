import { textOfEvent } from '@/lib/control/import-run';
import type { InstanceRef } from '@/lib/domain/instance';
import { readEntries } from './runs/read-run';
import { redactEvent, redactText, type Redaction } from './runs/redact-run';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

/** An instance with all that is kept of it, less what is to be taken out. Throws `not_found`. */
export async function exportRun({ store }: ServiceContext, ref: InstanceRef, redaction: Redaction) {
  const instance = await requireInstance(store, ref);
  const { name, status, generation, createdAt, startedAt, rerunOf, customStatus, attempts, lastError } = instance;
  const entries = await readEntries(store, ref);
  const events = (isPending: boolean): readonly string[] =>
    entries
      .filter(({ pending }) => pending === isPending)
      .map(({ event }) => textOfEvent(redactEvent(event, redaction)));
  const isWithheld = instance.isWithheld === true || entries.some((entry) => entry.isWithheld === true);
  return {
    ...{ ...ref, name, status, generation, createdAt, startedAt, rerunOf, attempts, lastError },
    ...{ customStatus: customStatus === undefined ? undefined : redactText(customStatus, redaction) },
    ...{ history: events(false), inbox: events(true), steps: await store.listSteps(ref) },
    redaction: { kind: isWithheld ? 'withheld' : kindOf(redaction), paths: redaction.paths },
  };
}

function kindOf({ payloads, paths }: Redaction): 'none' | 'payloads' | 'paths' {
  if (payloads) return 'payloads';
  return paths.length === 0 ? 'none' : 'paths';
}
