'use client';

import type { InstanceRef } from '@/lib/domain/instance';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import type { Execution } from '../use-execution';
import { OtherRunPicker } from './other-run-picker';

export type CompareDialogProps = {
  /** The one that stays. */
  execution: Pick<Execution, 'instance' | 'related'>;
  onClose: () => void;
  onChoose: (other: InstanceRef) => void;
};

/** Asks which other execution to compare with. */
export function CompareDialog({ execution, onClose, onChoose }: CompareDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title="Compare with another execution"
        description={`Shows where it and ${execution.instance.instanceId} begin to differ, step by step.`}
      >
        <OtherRunPicker execution={execution} onChoose={onChoose} />
        <DialogActions>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}
