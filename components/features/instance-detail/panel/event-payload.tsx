import { payloadOf } from '@/lib/graph/event-words';
import { entryAt } from '@/lib/graph/history-entry';
import { PayloadViewer, type PayloadViewerProps } from '../payload/payload-viewer';
import { WITHHELD } from '../payload/withheld';
import type { Execution } from '../use-execution';
import { useWholeEvent } from '../use-whole-event';

export type EventPayloadProps = PayloadViewerProps & {
  execution: Execution;
  /** The event that carries the payload. */
  sequence: number | undefined;
};

/** The payload of an event, whole: the part that a long one keeps in lists is not shown as if it were all. */
export function EventPayload({ execution, sequence, text, absent, ...viewer }: EventPayloadProps) {
  const { event, isCut, error } = useWholeEvent(execution, sequence);
  if (!isCut) {
    const whole = event === undefined ? text : payloadOf(event);
    const isWithheld = entryAt(execution.entries, sequence)?.isWithheld === true;
    const said = isWithheld ? WITHHELD : absent;
    return <PayloadViewer {...viewer} text={whole} {...(said === undefined ? {} : { absent: said })} />;
  }
  const why = error instanceof Error ? `It could not be read: ${error.message}` : 'Reading…';
  return <PayloadViewer {...viewer} text={undefined} absent={why} />;
}
