'use client';

import { useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { classNames } from '@/components/ui/class-names';

/** A point of a chart, in one of its lanes, of which the first is on top. */
export type Picked = { readonly index: number; readonly lane: number };

/** What a point says, and where it leads. */
export type PointTarget = { readonly href: string; readonly words: string };

export type PointPickerProps = {
  readonly count: number;
  readonly lanes: number;
  readonly targetOf: (picked: Picked) => PointTarget;
  /** The exact figures of a point. */
  readonly detailOf: (index: number) => ReactNode;
};

/**
 * Lies over a chart. The pointer picks the point below it; from the keyboard the chart is one stop, and arrows go from
 * point to point. The picked point is a link to its executions.
 */
export function PointPicker({ count, lanes, targetOf, detailOf }: PointPickerProps) {
  const [picked, setPicked] = useState<Picked>();
  const router = useRouter();
  const [hasFocus, setHasFocus] = useState(false);
  const current = within(picked ?? { index: count - 1, lane: 0 }, { count, lanes });
  const { href, words } = targetOf(current);
  const shown = picked !== undefined || hasFocus;
  return (
    <div
      className="absolute inset-0"
      onPointerMove={(event) => setPicked(pointAt(event, { count, lanes }))}
      onPointerLeave={() => setPicked(undefined)}
      // A tap comes without a move before it, so that the link is not there yet.
      onClick={(event) => {
        if (event.target === event.currentTarget) router.push(targetOf(pointAt(event, { count, lanes })).href);
      }}
    >
      {shown && <Marker picked={current} count={count} lanes={lanes} />}
      <Link
        href={href}
        aria-label={`${words}. Show the executions`}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onKeyDown={(event) => {
          const next = afterKey(event, current);
          if (next === undefined) return;
          event.preventDefault();
          setPicked(within(next, { count, lanes }));
        }}
        style={{
          left: `${middleOf(current, count)}%`,
          top: `${(current.lane / lanes) * 100}%`,
          height: `${100 / lanes}%`,
        }}
        className="absolute w-6 -translate-x-1/2 rounded-chip"
      />
      <span role="status" className="sr-only">
        {hasFocus ? words : ''}
      </span>
      {shown && <Detail place={middleOf(current, count)}>{detailOf(current.index)}</Detail>}
    </div>
  );
}

function Marker({ picked, count, lanes }: Pick<PointPickerProps, 'count' | 'lanes'> & { picked: Picked }) {
  return (
    <span
      aria-hidden
      style={{
        left: `${(picked.index / count) * 100}%`,
        width: `${100 / count}%`,
        top: `${(picked.lane / lanes) * 100}%`,
        height: `${100 / lanes}%`,
      }}
      className="pointer-events-none absolute border-x border-accent bg-accent/10"
    />
  );
}

function Detail({ place, children }: { place: number; children: ReactNode }) {
  const isRight = place > 50;
  return (
    <div
      aria-hidden
      data-testid="chart-detail"
      style={isRight ? { right: `${100 - place}%` } : { left: `${place}%` }}
      className={classNames(
        'pointer-events-none absolute bottom-full z-20 mb-1 rounded-control border border-border bg-raised px-2 py-1 text-meta font-normal whitespace-nowrap text-text shadow-popover',
        isRight ? 'mr-2' : 'ml-2',
      )}
    >
      {children}
    </div>
  );
}

function middleOf({ index }: Picked, count: number): number {
  return ((index + 0.5) / count) * 100;
}

type Size = Pick<PointPickerProps, 'count' | 'lanes'>;

function pointAt({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>, { count, lanes }: Size): Picked {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const picked = {
    index: Math.floor(((clientX - left) / width) * count),
    lane: Math.floor(((clientY - top) / height) * lanes),
  };
  return within(picked, { count, lanes });
}

function within({ index, lane }: Picked, { count, lanes }: Size): Picked {
  return { index: clamp(index, count), lane: clamp(lane, lanes) };
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

function afterKey({ key }: KeyboardEvent, { index, lane }: Picked): Picked | undefined {
  const moves: Readonly<Record<string, Picked>> = {
    ArrowLeft: { index: index - 1, lane },
    ArrowRight: { index: index + 1, lane },
    ArrowUp: { index, lane: lane - 1 },
    ArrowDown: { index, lane: lane + 1 },
    Home: { index: 0, lane },
    End: { index: Infinity, lane },
  };
  return moves[key];
}
