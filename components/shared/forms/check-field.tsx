'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

export type CheckFieldProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  note: string;
};

/** A box to tick with a label and a note. */
export function CheckField({ checked, onChange, label, note }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="mt-4 flex items-start gap-2">
      <Checkbox id={id} className="mt-0.5" checked={checked} onCheckedChange={(value) => onChange(value === true)} />
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p className="text-text-3">{note}</p>
      </div>
    </div>
  );
}
