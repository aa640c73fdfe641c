'use client';

import type { InstanceAction } from '@/lib/domain/allowed-actions';
import { CheckField } from '@/components/shared/forms/check-field';
import { whyNotJson } from '@/components/shared/forms/check-json';
import { JsonField } from '@/components/shared/forms/json-field';
import { TextField } from '@/components/shared/forms/text-field';
import { Segments } from '@/components/ui/segments';
import { whyNotRate, type BulkForm } from './bulk-form';

export type BulkFieldsProps = { action: InstanceAction; form: BulkForm; onChange: (part: Partial<BulkForm>) => void };

const FROM = [
  { value: 'failed-step', label: 'At the step that failed' },
  { value: 'start', label: 'From the start' },
] as const;

/** What an action needs, how fast it goes, and why. */
export function BulkFields({ action, form, onChange }: BulkFieldsProps) {
  return (
    <>
      {(action === 'terminate' || action === 'purge') && (
        <CheckField
          checked={form.recursive}
          onChange={(recursive) => onChange({ recursive })}
          label="Include child workflows"
          note="Children of those above, whether or not they match themselves."
        />
      )}
      {action === 'terminate' && (
        <JsonField
          label="Output (JSON, optional)"
          value={form.output}
          onChange={(output) => onChange({ output })}
          problem={whyNotJson(form.output)}
          rows={2}
        />
      )}
      {action === 'raise-event' && (
        <>
          <TextField label="Event name" value={form.eventName} onChange={(eventName) => onChange({ eventName })} />
          <JsonField
            label="Payload (JSON, optional)"
            value={form.payload}
            onChange={(payload) => onChange({ payload })}
            problem={whyNotJson(form.payload)}
            rows={3}
          />
        </>
      )}
      {action === 'rerun' && (
        <div className="mt-4">
          <Segments label="Where to begin" segments={FROM} value={form.from} onChange={(from) => onChange({ from })} />
          <p className="mt-1 text-text-3">{rerunNote(form.from)}</p>
        </div>
      )}
      <div className="flex gap-4">
        <div className="min-w-0 flex-1">
          <TextField
            label="Reason (optional)"
            value={form.reason}
            onChange={(reason) => onChange({ reason })}
            hint="Kept with the job and in the audit log."
            maxLength={1000}
          />
        </div>
        <div className="w-44">
          <TextField
            label="Most per second"
            value={form.rate}
            onChange={(rate) => onChange({ rate })}
            problem={whyNotRate(form.rate)}
            hint="Empty: no limit. May be changed later."
            inputMode="numeric"
          />
        </div>
      </div>
    </>
  );
}

function rerunNote(from: BulkForm['from']): string {
  return from === 'start'
    ? 'A new execution of each, with the input it had.'
    : 'A new execution of each that repeats what went well and runs on from there. Those without a failed step are skipped.';
}
