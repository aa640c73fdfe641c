import { medianOf } from '../measure/quantiles';
import { rounded } from '../processes';

/** One figure that has a target: most are our side divided by the other side of the same run. */
export type Ratio = {
  /** Says both sides. */
  readonly name: string;
  readonly value: number;
  readonly target: number;
  /** Worse than this is a failure; the target itself where nothing else was agreed. */
  readonly floor: number;
  readonly better: 'higher' | 'lower';
  /** How many measurements, or pairs of them, the median is of. */
  readonly samples: number;
  /** Something else used the machine in all of them, so that the value is worth little. */
  readonly isLoaded: boolean;
};

export type Goal = Pick<Ratio, 'name' | 'target' | 'better'> & { readonly floor?: number };

/** A value, and whether the machine was used by others when it was taken. */
export type Sample = { readonly value: number; readonly isLoaded: boolean };

/** The median of the samples from a quiet machine, or of all when there are none; undefined without any sample. */
export function ratioOf({ name, target, better, floor = target }: Goal, samples: readonly Sample[]): Ratio | undefined {
  const used = quietOnes(samples);
  if (used.length === 0) return undefined;
  const isLoaded = used.every((sample) => sample.isLoaded);
  const value = rounded(medianOf(used.map((sample) => sample.value)), 3);
  return { name, value, target, floor, better, samples: used.length, isLoaded };
}

/** What a reader counts: rows from a quiet machine, or all of them when there is none. */
export function quietOnes<T extends { readonly isLoaded: boolean }>(samples: readonly T[]): readonly T[] {
  const quiet = samples.filter(({ isLoaded }) => !isLoaded);
  return quiet.length > 0 ? quiet : samples;
}

export function verdictOf({ value, target, floor, better }: Ratio): 'met' | 'below target' | 'failed' {
  const reaches = (mark: number): boolean => (better === 'higher' ? value >= mark : value <= mark);
  if (reaches(target)) return 'met';
  return reaches(floor) ? 'below target' : 'failed';
}
