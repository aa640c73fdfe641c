import { useEffect, useState } from 'react';
import type { Draft } from './draft';
import type { Examined, Wish } from './examine';

/** How long typing or drawing has to rest. */
const REST_MS = 300;

/** What is known of a draft, made anew a moment after each change; undefined until the first time. */
export function useExamined(draft: Draft, { appId, lanesAsApps }: Wish): Examined | undefined {
  const [examined, setExamined] = useState<Examined>();
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      // The composer is large, and only this page needs it.
      void import('./examine')
        .then(({ examine }) => examine(draft, { appId, lanesAsApps }))
        .then((result) => (abort.signal.aborted ? undefined : setExamined(result)));
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [draft, appId, lanesAsApps]);
  return examined;
}
