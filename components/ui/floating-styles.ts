/** What every floating list and panel looks like. */
export const floatingStyles =
  'animate-fade-in z-50 rounded-card border border-border bg-raised text-text shadow-popover';

/** One line of a floating list. */
export const floatingItemStyles =
  'relative flex min-h-7 cursor-default items-center gap-2 rounded-chip px-2 py-1 text-body outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-text-3 [&_svg]:size-4 [&_svg]:shrink-0';
