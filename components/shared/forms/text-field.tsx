import type { ComponentProps } from 'react';
import { Input } from '@/components/ui/input';
import { FieldFrame, type FieldNotes } from './field-frame';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'onChange'> &
  FieldNotes & {
    onChange: (value: string) => void;
  };

/** One labeled line of text. */
export function TextField({ label, onChange, problem, hint, ...props }: TextFieldProps) {
  return (
    <FieldFrame
      label={label}
      problem={problem}
      hint={hint}
      control={(naming) => <Input {...props} {...naming} onChange={(event) => onChange(event.target.value)} />}
    />
  );
}
