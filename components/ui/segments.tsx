'use client';

import { ToggleGroup } from 'radix-ui';

export type Segment<V extends string> = { readonly value: V; readonly label: string };

export type SegmentsProps<V extends string> = {
  label: string;
  segments: readonly Segment<V>[];
  value: V;
  onChange: (value: V) => void;
};

/** One of a few, all in sight. */
export function Segments<V extends string>({ label, segments, value, onChange }: SegmentsProps<V>) {
  const choose = (chosen: string) => {
    const segment = segments.find((candidate) => candidate.value === chosen);
    if (segment !== undefined) onChange(segment.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
      className="inline-flex h-8 items-center rounded-control border border-control p-0.5"
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          className="h-full rounded-chip px-2 text-text-2 hover:text-text data-[state=on]:bg-selected data-[state=on]:font-medium data-[state=on]:text-text"
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
