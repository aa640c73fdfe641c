'use client';

import type { ReactNode } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { classNames } from './class-names';
import { floatingItemStyles, floatingStyles } from './floating-styles';
import { fieldStyles } from './input';

export type SelectOption<V extends string> = { readonly value: V; readonly label: ReactNode };

export type SelectProps<V extends string> = {
  value: V;
  options: readonly SelectOption<V>[];
  onChange: (value: V) => void;
  /** What is chosen here; read aloud. */
  label: string;
  className?: string;
};

/** One of a few values. */
export function Select<V extends string>({ value, options, onChange, label, className }: SelectProps<V>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose}>
      <Radix.Trigger
        aria-label={label}
        className={classNames(fieldStyles, 'inline-flex h-8 w-auto items-center gap-1.5 hover:bg-hover', className)}
      >
        {/* Given here, so that the first picture from the server has it too. */}
        <Radix.Value>{options.find((option) => option.value === value)?.label}</Radix.Value>
        <Radix.Icon className="ml-auto text-text-3">
          <ChevronDown aria-hidden className="size-4" strokeWidth={1.75} />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content position="popper" sideOffset={4} className={classNames(floatingStyles, 'min-w-36 p-1')}>
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} className={classNames(floatingItemStyles, 'pr-8')}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check aria-hidden strokeWidth={1.75} />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
