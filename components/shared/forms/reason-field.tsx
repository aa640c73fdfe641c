import { TextField } from './text-field';

export type ReasonFieldProps = { value: string; onChange: (value: string) => void };

/** Why somebody does something; an empty one is none. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  return (
    <TextField label="Reason (optional)" value={value} onChange={onChange} maxLength={1000} hint="For the audit log." />
  );
}

/** The reason as part of a body. */
export function reasonPart(reason: string): { readonly reason?: string } {
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}
