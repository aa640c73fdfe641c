'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

export type IncludeChildrenProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  note: string;
};

/** Whether an action takes the child workflows along. */
export function IncludeChildren({ checked, onChange, label, note }: IncludeChildrenProps) {
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
