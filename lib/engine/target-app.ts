import type { Router } from '@/lib/domain/history-event';

/** The app a message is meant for: the one its router names, else the app it comes from. SDKs may leave the name empty. */
export function targetAppOf(router: Router | undefined, ownAppId: string): string {
  const named = router?.targetAppId;
  return named === undefined || named === '' ? ownAppId : named;
}
