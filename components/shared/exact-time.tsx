import type { Instant } from '@/lib/domain/instant';
import { exactTimes } from './format-time';

/** What the tooltip of every time says: local, UTC and ISO. */
export function ExactTime({ at }: { at: Instant }) {
  const { local, utc, iso } = exactTimes(at);
  return (
    <span className="grid grid-cols-[auto_1fr] gap-x-2">
      <span className="text-text-3">Local</span>
      <span>{local}</span>
      <span className="text-text-3">UTC</span>
      <span>{utc}</span>
      <span className="text-text-3">ISO</span>
      <span className="mono select-all">{iso}</span>
    </span>
  );
}
