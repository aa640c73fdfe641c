'use client';

import { useId } from 'react';
import { Textarea } from '@/components/ui/textarea';

export type JsonFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Why the text cannot be sent; read aloud with the field. */
  problem?: string | undefined;
  hint?: string | undefined;
  rows?: number;
};

/** A payload to type in. */
export function JsonField({ label, value, onChange, problem, hint, rows = 5 }: JsonFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="mt-4">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <Textarea
        id={id}
        rows={rows}
        spellCheck={false}
        className="mono"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === undefined ? 'mt-1 text-text-3' : 'mt-1 text-failed'}>
          {note}
        </p>
      )}
    </div>
  );
}
