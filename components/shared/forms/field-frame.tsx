import { useId, type ReactNode } from 'react';

export type FieldNotes = {
  label: string;
  /** Why the text cannot be sent; read aloud with the field. */
  problem?: string | undefined;
  /** Shown while there is no problem. */
  hint?: string | undefined;
};

/** What ties a control to its label and note. */
export type FieldNaming = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined };

/** A label above a control and a note below it. */
export function FieldFrame({
  label,
  problem,
  hint,
  control,
}: FieldNotes & { control: (naming: FieldNaming) => ReactNode }) {
  const id = useId();
  const note = problem ?? hint;
  const noteId = note === undefined ? undefined : `${id}-note`;
  return (
    <div className="mt-4">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {control({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': noteId })}
      {note !== undefined && (
        <p id={noteId} className={problem === undefined ? 'mt-1 text-text-3' : 'mt-1 text-failed'}>
          {note}
        </p>
      )}
    </div>
  );
}
