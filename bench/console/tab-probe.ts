/** What runs inside each open tab. The function stands alone: it is sent there as text. */

/** A status that a tab showed, and when it was painted, in milliseconds since 1970. */
export type Seen = { readonly status: string; readonly at: number };
type Watching = Window & { benchSeen?: Seen[]; benchLook?: () => void };

/** Has a page believe that its tab is behind others, until it is looked at. Runs before the page. */
export function hideTab(): void {
  let isHidden = true;
  Object.defineProperty(document, 'hidden', { get: () => isHidden });
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  (window as Watching).benchLook = () => {
    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };
}

/** Brings the tab to the front, and answers how many milliseconds later the frame was painted that shows a status. */
export function lookAtTab({
  selector,
  status,
}: {
  readonly selector: string;
  readonly status: string;
}): Promise<number> {
  const from = performance.now();
  (window as Watching).benchLook?.();
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector(selector)?.textContent.includes(status) === true) {
        setTimeout(() => resolve(performance.now() - from));
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Notes each status that stands at a place of the page, after the frame that shows it. Runs before the page. */
export function watchStatus(selector: string): void {
  const seen: Seen[] = [];
  (window as Watching).benchSeen = seen;
  let last = '';
  const look = (): void => {
    const shown = document.querySelector(selector)?.textContent ?? '';
    const status = /Running|Suspended/.exec(shown)?.[0] ?? '';
    if (status === last) return;
    last = status;
    // The frame is painted when the task after it runs.
    requestAnimationFrame(() =>
      setTimeout(() => seen.push({ status, at: performance.timeOrigin + performance.now() })),
    );
  };
  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
}

/** What it noted so far. */
export function readSeen(): readonly Seen[] {
  return (window as Watching).benchSeen ?? [];
}
