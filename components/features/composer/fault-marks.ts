import type { DiagramFault } from '@/lib/composer/model/fault';
import type { Mark } from './bpmn-canvas';

/** One mark for each element that something is wrong with, the gravest fault first. */
export function faultMarks(faults: readonly DiagramFault[]): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const severity of ['error', 'warning'] as const) {
    for (const { element, ...fault } of faults) {
      if (element === undefined || fault.severity !== severity || marks.has(element)) continue;
      marks.set(element, { element, className: `composer-fault-${severity}`, text: severity === 'error' ? '!' : '?' });
    }
  }
  return [...marks.values()];
}
