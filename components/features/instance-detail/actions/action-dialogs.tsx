'use client';

import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { comparePage, instancePage } from '@/lib/api/paths';
import { hasEnded } from '@/lib/domain/instance-status';
import { doneWords } from '@/components/shared/forms/outcome-words';
import { useStartRequest } from '@/components/shared/start-request';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Dialog } from '@/components/ui/dialog';
import { CompareDialog } from '../compare/compare-dialog';
import { failedStepNode } from '../failed-step-node';
import type { Execution } from '../use-execution';
import { awaitedNames } from './awaited-names';
import type { DialogRequest } from './dialog-request';
import { HoldDialog } from './hold-dialog';
import { PurgeDialog } from './purge-dialog';
import { RaiseEventDialog } from './raise-event-dialog';
import { RerunDialog } from './rerun-dialog';
import { offeredTargets, preferredTarget, proposeId, rerunTargetOf } from './rerun-plan';
import { TerminateDialog } from './terminate-dialog';

export type ActionDialogsProps = {
  execution: Execution;
  request: DialogRequest | undefined;
  onClose: () => void;
};

/** The dialog that was asked for, if any. */
export function ActionDialogs({ execution, request, onClose }: ActionDialogsProps) {
  const { instance, related } = execution;
  const router = useRouter();
  const close = (open: boolean) => {
    if (!open) onClose();
  };
  switch (request?.kind) {
    case undefined:
      return null;
    case 'raise-event':
      return (
        <Dialog open onOpenChange={close}>
          <RaiseEventDialog
            instance={instance}
            awaited={awaitedNames(execution)}
            name={request.name}
            onClose={onClose}
          />
        </Dialog>
      );
    case 'pause':
    case 'resume':
      return (
        <Dialog open onOpenChange={close}>
          <HoldDialog instance={instance} action={request.kind} onClose={onClose} />
        </Dialog>
      );
    case 'terminate': {
      const openChildren = related.children.filter(({ status }) => !hasEnded(status)).length;
      return (
        <AlertDialog open onOpenChange={close}>
          <TerminateDialog instance={instance} openChildren={openChildren} onClose={onClose} />
        </AlertDialog>
      );
    }
    case 'purge':
      return (
        <AlertDialog open onOpenChange={close}>
          <PurgeDialog
            instance={instance}
            childCount={related.children.length}
            onClose={onClose}
            onPurged={() => router.push('/instances')}
          />
        </AlertDialog>
      );
    case 'compare':
      return (
        <CompareDialog
          execution={execution}
          onClose={onClose}
          onChoose={(other) => router.push(comparePage(instance, other))}
        />
      );
    case 'rerun':
      return <Rerun execution={execution} stepId={request.stepId} onClose={onClose} />;
  }
}

type RerunProps = { execution: Execution; stepId: string | undefined; onClose: () => void };

function Rerun({ execution: { instance, entries, related, steps }, stepId, onClose }: RerunProps) {
  const router = useRouter();
  const { ask } = useStartRequest();
  const targets = steps.flatMap((step) => rerunTargetOf(step) ?? []);
  const initial = preferredTarget(targets, { chosen: stepId, failed: failedStepNode(steps, instance.failure)?.id });
  if (initial === undefined) return null;
  const taken = related.reruns.map(({ instanceId }) => instanceId);
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <RerunDialog
        instance={instance}
        entries={entries}
        targets={offeredTargets(targets, initial)}
        initial={initial}
        proposedId={proposeId(instance.instanceId, taken)}
        onClose={onClose}
        onStartOver={() => {
          onClose();
          ask({ appId: instance.appId, name: instance.name, input: instance.input ?? '' });
        }}
        onStarted={(started, outcome) => {
          const compare = () => router.push(comparePage(instance, started));
          toast.success(doneWords(`Started ${started.instanceId}`, outcome), {
            action: { label: 'Compare', onClick: compare },
          });
          router.push(instancePage(started));
        }}
      />
    </Dialog>
  );
}
