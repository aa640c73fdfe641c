import type { Composition } from '@/lib/composer/compose';
import type { Regeneration } from '@/lib/composer/regenerate';
import { countText } from './quantities';

/** Each fault with its element, its rule and the way out. */
export function faultLines({ faults }: Composition): readonly string[] {
  if (faults.length === 0) return [];
  return faults.flatMap(({ severity, rule, element, message, wayOut }) => [
    `${severity} ${rule}${element === undefined ? '' : ` at ${element}`}: ${message}`,
    `  ${wayOut}`,
  ]);
}

/** What was written, and what a person has to look at. */
export function regenerationLines(regeneration: Regeneration, folder: string): readonly string[] {
  const { write, kept, remove, changed, unneeded } = regeneration;
  return [
    `${countText(write.length, 'file')} written to ${folder}.`,
    ...(kept.length === 0 ? [] : [`${countText(kept.length, 'hand-written file')} left as they were.`]),
    ...remove.map((path) => `removed ${path}`),
    ...changed.flatMap(({ file, changes }) => [`look at ${file}:`, ...changes.map((change) => `  ${change}`)]),
    ...unneeded.map((path) => `no element needs ${path} any more; delete it if you do not.`),
  ];
}
