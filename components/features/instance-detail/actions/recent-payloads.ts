const KEPT = 5;

/** What was sent with an event in this tab, newest first. It goes with the tab. */
export function recentPayloads(appId: string, event: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(appId, event)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers what was sent with an event; an empty payload is nothing to remember. */
export function rememberPayload(appId: string, event: string, payload: string): void {
  if (payload.trim() === '') return;
  const others = recentPayloads(appId, event).filter((text) => text !== payload);
  try {
    sessionStorage.setItem(keyOf(appId, event), JSON.stringify([payload, ...others].slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
}

function keyOf(appId: string, event: string): string {
  return `perdure.payloads.${JSON.stringify([appId, event.toLowerCase()])}`;
}
