import { Textarea } from '@/components/ui/textarea';
import { FieldFrame, type FieldNotes } from './field-frame';

export type JsonFieldProps = FieldNotes & {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
};

/** A payload to type in. */
export function JsonField({ value, onChange, rows = 5, ...notes }: JsonFieldProps) {
  return (
    <FieldFrame
      {...notes}
      control={(naming) => (
        <Textarea
          {...naming}
          rows={rows}
          spellCheck={false}
          className="mono"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    />
  );
}
