'use client';

import { Ban, GitCompare, Mail, Pause, Play, RotateCcw, Terminal, Trash2 } from 'lucide-react';
import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceAction } from '@/lib/domain/allowed-actions';
import { CommandList } from '@/components/shared/commands/as-commands';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { useWhyNotRole } from '@/components/shared/use-me';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import type { Execution } from '../use-execution';
import type { AskFor } from './dialog-request';
import { HoldMenu } from './hold-menu';
import { useHold } from './use-hold';
import { whyDisabled } from './why-disabled';

export type ActionBarProps = { execution: Execution; selectedStep: string | null; onAsk: AskFor };

/** Pause and resume are done with one click, without a dialog that could show them as commands. */
function HoldCommands({ instance }: { instance: InstanceRef }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton icon={Terminal} label="Commands for a terminal" className="max-2xl:[&_svg]:block!" />
      </PopoverTrigger>
      <PopoverContent label="Commands for a terminal" align="end" className="w-[min(480px,calc(100vw-32px))]">
        <CommandList instance={instance} action={{ kind: 'pause' }} />
        <CommandList instance={instance} action={{ kind: 'resume' }} />
      </PopoverContent>
    </Popover>
  );
}

/** What can be done to the execution; the order never changes, and what cannot be done says why. */
export function ActionBar({ execution, selectedStep, onAsk }: ActionBarProps) {
  const { whyNot } = useRuntimeState();
  const { pause, resume } = useHold(execution.instance);
  const whyNotRole = useWhyNotRole('operator');
  const why = (action: InstanceAction) =>
    whyNotRole ?? whyDisabled(action, execution, whyNot(action, execution.instance.appId));
  return (
    <div role="group" aria-label="Actions" className="flex flex-wrap items-center gap-2 max-2xl:[&_svg]:hidden">
      <Button whyDisabled={why('pause')} onClick={() => pause.mutate({})}>
        <Pause aria-hidden strokeWidth={1.75} />
        {pause.isPending ? 'Pausing…' : 'Pause'}
      </Button>
      <Button whyDisabled={why('resume')} onClick={() => resume.mutate({})}>
        <Play aria-hidden strokeWidth={1.75} />
        {resume.isPending ? 'Resuming…' : 'Resume'}
      </Button>
      <HoldMenu why={why} onAsk={(action) => onAsk({ kind: action })} />
      <Button whyDisabled={why('raise-event')} onClick={() => onAsk({ kind: 'raise-event' })}>
        <Mail aria-hidden strokeWidth={1.75} />
        Raise event…
      </Button>
      <Button whyDisabled={why('rerun')} onClick={() => onAsk({ kind: 'rerun', stepId: selectedStep ?? undefined })}>
        <RotateCcw aria-hidden strokeWidth={1.75} />
        Rerun…
      </Button>
      <Button onClick={() => onAsk({ kind: 'compare' })}>
        <GitCompare aria-hidden strokeWidth={1.75} />
        Compare…
      </Button>
      <Button variant="danger" whyDisabled={why('terminate')} onClick={() => onAsk({ kind: 'terminate' })}>
        <Ban aria-hidden strokeWidth={1.75} />
        Terminate…
      </Button>
      <Button variant="danger" whyDisabled={why('purge')} onClick={() => onAsk({ kind: 'purge' })}>
        <Trash2 aria-hidden strokeWidth={1.75} />
        Purge…
      </Button>
      <HoldCommands instance={execution.instance} />
    </div>
  );
}
