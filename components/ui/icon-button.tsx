'use client';

import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from './button';
import { Tooltip } from './tooltip';

export type IconButtonProps = Omit<ButtonProps, 'size' | 'children' | 'asChild'> & {
  icon: LucideIcon;
  /** What the button does; read aloud and shown in the tooltip. */
  label: string;
  compact?: boolean;
};

/** A button that is only an icon. */
export function IconButton({ icon: Icon, label, compact = false, variant = 'ghost', ...props }: IconButtonProps) {
  const button = (
    <Button variant={variant} size={compact ? 'icon-compact' : 'icon'} aria-label={label} {...props}>
      <Icon aria-hidden strokeWidth={1.75} />
    </Button>
  );
  return props.whyDisabled === undefined ? <Tooltip content={label}>{button}</Tooltip> : button;
}
