import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';

export type EmptyStateProps = {
  icon?: LucideIcon;
  /** Why there is nothing. */
  title: ReactNode;
  /** What to do about it. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** Says why there is nothing to show and what comes next. */
export function EmptyState({ icon: Icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={classNames('flex flex-col items-center gap-2 px-6 py-16 text-center', className)}>
      {Icon !== undefined && <Icon aria-hidden className="size-6 text-text-3" strokeWidth={1.5} />}
      <p className="text-form font-medium text-text">{title}</p>
      {children !== undefined && <div className="max-w-prose text-text-2">{children}</div>}
      {actions !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
