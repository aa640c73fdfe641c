'use client';

import { useState, type FormEvent } from 'react';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import type { OwnView } from './use-views';

export type SaveViewDialogProps = {
  /** The view to be named; undefined: the dialog is closed. */
  view: OwnView | undefined;
  error: unknown;
  isSaving: boolean;
  onSave: (view: OwnView) => void;
  onClose: () => void;
};

/** Asks for the name of a view, and whether the list opens with it. */
export function SaveViewDialog({ view, onClose, ...props }: SaveViewDialogProps) {
  return (
    <Dialog open={view !== undefined} onOpenChange={(open) => !open && onClose()}>
      {view !== undefined && (
        <DialogContent
          title={view.id === undefined ? 'Save this view' : 'Change the view'}
          description="Filter, columns and time are kept for everybody who uses this console."
        >
          <SaveViewForm view={view} {...props} />
        </DialogContent>
      )}
    </Dialog>
  );
}

type SaveViewFormProps = Omit<SaveViewDialogProps, 'view' | 'onClose'> & { view: OwnView };

function SaveViewForm({ view, error, isSaving, onSave }: SaveViewFormProps) {
  const [name, setName] = useState(view.name);
  const [isDefault, setDefault] = useState(view.isDefault);
  const problem = name.trim() === '' ? 'Name the view.' : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === undefined && !isSaving) onSave({ ...view, name: name.trim(), isDefault });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextField label="Name" value={name} onChange={setName} maxLength={80} autoFocus />
      <label className="mt-4 flex cursor-pointer items-center gap-2">
        <Checkbox checked={isDefault} onCheckedChange={(checked) => setDefault(checked === true)} />
        Open the list with it, for everybody
      </label>
      <Refusal error={error} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" whyDisabled={problem}>
          {isSaving ? 'Saving…' : 'Save'}
        </Button>
      </DialogActions>
    </form>
  );
}
