'use client';

import { ChevronDown } from 'lucide-react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { HoldAction } from './use-hold';

export type HoldMenuProps = {
  /** Why it cannot be done now. */
  why: (action: HoldAction) => string | undefined;
  onAsk: (action: HoldAction) => void;
};

/** Pause and resume as the other actions are: with a dialog that takes a reason. */
export function HoldMenu({ why, onAsk }: HoldMenuProps) {
  const [pause, resume] = [why('pause'), why('resume')];
  const both = pause !== undefined && resume !== undefined ? pause : undefined;
  const item = (action: HoldAction, label: string, whyNot: string | undefined) => (
    <DropdownMenuItem disabled={whyNot !== undefined} className="max-w-72 text-wrap" onSelect={() => onAsk(action)}>
      <span>
        {label}
        {whyNot !== undefined && <span className="block text-meta text-text-3">{whyNot}</span>}
      </span>
    </DropdownMenuItem>
  );
  const button = (
    <IconButton icon={ChevronDown} label="With a reason" whyDisabled={both} className="max-2xl:[&_svg]:block!" />
  );
  if (both !== undefined) return button;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>{button}</DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {item('pause', 'Pause with a reason…', pause)}
        {item('resume', 'Resume with a reason…', resume)}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
