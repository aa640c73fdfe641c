import { once } from './once';

const signal = (): EventTarget => once('bulkChanges', () => new EventTarget());

/** Tells this process that a bulk job was made or changed. */
export function tellBulkChange(): void {
  signal().dispatchEvent(new Event('change'));
}

/** Calls back at each change of a bulk job that this process makes. */
export function onBulkChange(react: () => void): void {
  signal().addEventListener('change', react);
}
