'use client';

import { Dialog, DialogContent } from '@/components/ui/dialog';
import { useStartRequest } from '@/components/shared/start-request';
import { StartForm } from './start-form';

/** The one dialog that starts executions; pages open it by `useStartRequest`. */
export function StartDialog() {
  const { request, close } = useStartRequest();
  return (
    <Dialog open={request !== undefined} onOpenChange={(open) => !open && close()}>
      {request !== undefined && (
        <DialogContent
          title="Start an execution"
          description="A worker of the app runs it; without one it waits for one."
        >
          <StartForm request={request} onDone={close} />
        </DialogContent>
      )}
    </Dialog>
  );
}
