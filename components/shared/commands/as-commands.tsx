'use client';

import type { InstanceRef } from '@/lib/domain/instance';
import { CopyButton } from '@/components/ui/copy-button';
import { commandLines, type CommandAction } from './command-lines';

export type AsCommandsProps = { instance: InstanceRef; action: CommandAction };

/** The same action to copy into a terminal. */
export function AsCommands({ instance, action }: AsCommandsProps) {
  return (
    <details className="mt-4 text-text-2">
      <summary className="cursor-pointer select-none">As a command</summary>
      <CommandList instance={instance} action={action} />
    </details>
  );
}

/** An action as a line for each tool. */
export function CommandList({ instance, action }: AsCommandsProps) {
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {commandLines(instance, action).map(({ tool, text }) => (
        <li key={tool} className="flex items-start gap-1 rounded-control bg-sunken py-0.5 pl-2">
          <code className="mono min-w-0 flex-1 py-1 break-all">{text}</code>
          <CopyButton text={text} label={`Copy the command for ${tool}`} />
        </li>
      ))}
    </ul>
  );
}
