'use client';

import { useId, type ComponentProps } from 'react';
import { Input } from '@/components/ui/input';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  label: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
  hint?: string | undefined;
};

/** One labeled line of text. */
export function TextField({ label, onChange, problem, hint, ...props }: TextFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="mt-4">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <Input
        id={id}
        {...props}
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
