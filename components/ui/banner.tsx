import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names';

const TONES = {
  failed: 'border-failed bg-failed-tint [&>svg]:text-failed',
  stalled: 'border-stalled bg-stalled-tint [&>svg]:text-stalled',
  neutral: 'border-border bg-surface [&>svg]:text-text-2',
  good: 'border-completed bg-completed-tint [&>svg]:text-completed',
} as const;

export type BannerTone = keyof typeof TONES;

export type BannerProps = {
  tone: BannerTone;
  icon: LucideIcon;
  children: ReactNode;
  /** Buttons at the end of the line. */
  actions?: ReactNode;
  className?: string;
  /** `alert` interrupts a screen reader, `status` waits. */
  role?: 'alert' | 'status' | undefined;
};

/** One line across a page or card that says what is wrong and what can be done. */
export function Banner({ tone, icon: Icon, children, actions, className, role }: BannerProps) {
  return (
    <div
      role={role}
      className={classNames('flex items-start gap-2 rounded-card border-l-[3px] px-3 py-1.5', TONES[tone], className)}
    >
      <Icon aria-hidden className="mt-1.5 size-4 shrink-0" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 py-1 break-words text-text">{children}</div>
      {actions !== undefined && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </div>
  );
}
