'use client';

import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { toast } from 'sonner';
import { doneSchema } from '@/lib/api/actions';
import type { Elements } from '@/lib/composer/emit/project/elements-file';
import type { Program } from '@/lib/composer/plan/program';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { useSend } from '@/components/shared/actions/use-send';
import { whyNotJson } from '@/components/shared/forms/check-json';
import { JsonField } from '@/components/shared/forms/json-field';
import { doneWords } from '@/components/shared/forms/outcome-words';
import { Refusal } from '@/components/shared/forms/refusal';
import { queryKeys } from '@/components/shared/query-keys';
import { useWhyNotRole } from '@/components/shared/use-me';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { exampleText } from './example-text';
import { openEvents, type OpenEvent } from './open-events';
import { drawnRunsQuery } from './run-queries';

export type RaiseEventProps = { run: InstanceRef; program: Program; elements: Elements };

/** Tells the chosen run what it waits for; nothing once it has ended, or where the diagram waits for nothing. */
export function RaiseEvent({ run, program, elements }: RaiseEventProps) {
  const { data } = useQuery(drawnRunsQuery(run, program.workflows[0]?.name ?? ''));
  const [chosen, setChosen] = useState<string>();
  const open = openEvents(program, elements, data ?? []);
  const wanted = open.find((one) => keyOf(one) === chosen) ?? open[0];
  if (wanted === undefined) return null;
  const options = open.map((one) => ({ value: keyOf(one), label: one.event.title }));
  return (
    <section aria-label="External events" className="flex flex-col">
      <h2 className="font-medium">External events</h2>
      <p className="text-text-2">
        {wanted.isAwaited ? `${wanted.event.name} is being waited for.` : `The run may wait for ${wanted.event.name}.`}
      </p>
      {options.length > 1 && (
        <Select label="Event" value={keyOf(wanted)} options={options} onChange={setChosen} className="mt-2" />
      )}
      <EventForm key={keyOf(wanted)} {...{ ...wanted, run, program }} />
    </section>
  );
}

function EventForm({ event, instance, run, program }: OpenEvent & Omit<RaiseEventProps, 'elements'>) {
  const client = useQueryClient();
  const [payload, setPayload] = useState(() => exampleText(program, event.payload));
  const broken = whyNotJson(payload);
  const whyNotRole = useWhyNotRole('operator');
  const raise = useSend(instance, {
    ...{ action: 'raise-event', schema: doneSchema },
    onDone: (_, outcome) => {
      toast.success(doneWords(`Raised ${event.name}`, outcome));
      // What is drawn over the diagram is read with the run, also where a child of it was told.
      if (refKey(instance) !== refKey(run)) void client.invalidateQueries({ queryKey: queryKeys.instance(run) });
    },
  });
  const send = (): void => raise.mutate({ name: event.name, ...(payload.trim() !== '' && { data: payload }) });
  return (
    <>
      <JsonField
        label="Payload (JSON, optional)"
        value={payload}
        onChange={setPayload}
        rows={3}
        problem={broken}
        hint="Its fields are merged into the data of the workflow. Sending twice satisfies two waits."
      />
      <Refusal error={raise.error} />
      <Button
        className="mt-3 self-start"
        whyDisabled={
          raise.isPending ? 'It is being raised.' : (whyNotRole ?? (broken && 'The payload is not valid JSON.'))
        }
        onClick={send}
      >
        <Mail aria-hidden strokeWidth={1.75} />
        Raise {event.name}
      </Button>
    </>
  );
}

function keyOf({ event, instance }: OpenEvent): string {
  return `${instance.instanceId} ${event.name}`;
}
