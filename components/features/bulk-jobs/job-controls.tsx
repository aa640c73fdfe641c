'use client';

import { useState } from 'react';
import { Ban, Gauge, Pause, Play, RotateCcw } from 'lucide-react';
import type { BulkJobJson } from '@/lib/api/bulk';
import { formatCount, formatMany } from '@/components/shared/format-number';
import { useWhyNotRole } from '@/components/shared/use-me';
import { Button } from '@/components/ui/button';
import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '@/components/ui/alert-dialog';
import { DialogActions } from '@/components/ui/dialog';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useSteerJob } from './use-steer-job';

const RATES = [1, 10, 50, 200, 1_000] as const;

/** Pause, go on, change the pace, give up the rest, try again what failed. */
export function JobControls({ job }: { job: BulkJobJson }) {
  const { steer, retry } = useSteerJob(job.id);
  const why = useWhyNotRole('operator');
  const [isAborting, setIsAborting] = useState(false);
  const isGoingOn = job.state === 'running' || job.state === 'paused';
  return (
    <div role="group" aria-label="Job" className="flex flex-wrap items-center gap-2">
      {job.tally.failed > 0 && job.state !== 'aborted' && (
        <Button whyDisabled={why} onClick={() => retry.mutate()}>
          <RotateCcw aria-hidden strokeWidth={1.75} />
          Retry {formatCount(job.tally.failed)} failed
        </Button>
      )}
      {isGoingOn && (
        <>
          <RateMenu job={job} whyDisabled={why} onChoose={(rate) => steer.mutate({ rate })} />
          {job.state === 'running' ? (
            <Button whyDisabled={why} onClick={() => steer.mutate({ state: 'paused' })}>
              <Pause aria-hidden strokeWidth={1.75} />
              Pause job
            </Button>
          ) : (
            <Button whyDisabled={why} onClick={() => steer.mutate({ state: 'running' })}>
              <Play aria-hidden strokeWidth={1.75} />
              Go on
            </Button>
          )}
          <Button variant="danger" whyDisabled={why} onClick={() => setIsAborting(true)}>
            <Ban aria-hidden strokeWidth={1.75} />
            Abort…
          </Button>
        </>
      )}
      {isAborting && (
        <AbortDialog
          job={job}
          onClose={() => setIsAborting(false)}
          onAbort={() => steer.mutate({ state: 'aborted' })}
        />
      )}
    </div>
  );
}

type RateMenuProps = {
  job: BulkJobJson;
  whyDisabled: string | undefined;
  onChoose: (rate: number | null) => void;
};

function RateMenu({ job, whyDisabled, onChoose }: RateMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button whyDisabled={whyDisabled}>
          <Gauge aria-hidden strokeWidth={1.75} />
          {job.rate === undefined ? 'No limit' : `${formatCount(job.rate)} per second`}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {RATES.map((rate) => (
          <DropdownMenuItem key={rate} onSelect={() => onChoose(rate)}>
            {formatCount(rate)} per second
          </DropdownMenuItem>
        ))}
        <DropdownMenuItem onSelect={() => onChoose(null)}>No limit</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type AbortDialogProps = { job: BulkJobJson; onClose: () => void; onAbort: () => void };

function AbortDialog({ job, onClose, onAbort }: AbortDialogProps) {
  return (
    <AlertDialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <AlertDialogContent
        title="Abort the job?"
        description={
          <p>
            {formatMany(job.tally.waiting, 'execution')} will be left as they are. What was done stays done. An aborted
            job cannot go on.
          </p>
        }
      >
        <DialogActions>
          <AlertDialogCancel asChild>
            <Button>Keep it</Button>
          </AlertDialogCancel>
          <AlertDialogAction asChild onClick={onAbort}>
            <Button variant="danger-solid">Abort the job</Button>
          </AlertDialogAction>
        </DialogActions>
      </AlertDialogContent>
    </AlertDialog>
  );
}
