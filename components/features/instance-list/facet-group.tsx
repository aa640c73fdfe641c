'use client';

import { useId, useState, type ReactNode } from 'react';
import type { TallyJson } from '@/lib/api/schemas';
import { formatCount, formatTally } from '@/components/shared/format-number';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';

export type FacetOption<V extends string> = {
  readonly value: V;
  readonly label: ReactNode;
  readonly count: TallyJson | undefined;
};

export type FacetGroupProps<V extends string> = {
  title: string;
  options: readonly FacetOption<V>[];
  chosen: readonly V[];
  onChange: (chosen: V[]) => void;
};

const SHOWN = 8;

/** One facet: every value with how many executions it would leave. Long lists fold and can be searched. */
export function FacetGroup<V extends string>({ title, options, chosen, onChange }: FacetGroupProps<V>) {
  const [isUnfolded, setUnfolded] = useState(false);
  const [text, setText] = useState('');
  const titleId = useId();
  const isLong = options.length > SHOWN;
  const found = options.filter(({ value }) => value.toLowerCase().includes(text.trim().toLowerCase()));
  const shown = isUnfolded || text !== '' ? found : found.slice(0, SHOWN);
  const toggle = (value: V) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  if (options.length === 0) return null;
  return (
    <section role="group" aria-labelledby={titleId} className="flex flex-col">
      <h2 id={titleId} className="px-1 pb-1 text-meta text-text-3">
        {title}
      </h2>
      {isLong && (
        <Input
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={`Find in ${formatCount(options.length)}`}
          aria-label={`Find in ${title}`}
          className="mx-1 mb-1 h-7 w-auto"
        />
      )}
      {shown.map((option) => (
        <FacetLine key={option.value} option={option} checked={chosen.includes(option.value)} onToggle={toggle} />
      ))}
      {isLong && text === '' && (
        <Button variant="ghost" size="compact" className="justify-start px-1" onClick={() => setUnfolded(!isUnfolded)}>
          {isUnfolded ? 'Fewer' : `${options.length - SHOWN} more`}
        </Button>
      )}
    </section>
  );
}

type FacetLineProps<V extends string> = { option: FacetOption<V>; checked: boolean; onToggle: (value: V) => void };

function FacetLine<V extends string>({ option, checked, onToggle }: FacetLineProps<V>) {
  const id = useId();
  return (
    <div className="flex h-7 items-center gap-2 rounded-control px-1 hover:bg-hover">
      <Checkbox id={id} checked={checked} onCheckedChange={() => onToggle(option.value)} />
      <label htmlFor={id} title={option.value} className="flex min-w-0 flex-1 cursor-pointer items-center gap-1.5">
        {option.label}
        <span className="ml-auto pl-1 text-text-3">
          {option.count && isKnown(option.count) && formatTally(option.count)}
        </span>
      </label>
    </div>
  );
}

/** "At least none" says nothing. */
function isKnown({ count, isExact }: TallyJson): boolean {
  return isExact || count > 0;
}
