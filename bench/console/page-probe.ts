/** What runs inside the page. Each function stands alone: it is sent there as text. */

type Marks = { useful?: number; whole?: number; longest: number };
type Probed = Window & { benchMarks?: Marks };

/** Notes when something useful stands on the page, when all of it is read, and the longest task. Runs before the page. */
export function installProbe(content: string): void {
  const marks: Marks = { longest: 0 };
  (window as Probed).benchMarks = marks;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) marks.longest = Math.max(marks.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    const has = (selector: string): boolean => document.querySelector(selector) !== null;
    if (marks.useful === undefined && has('[data-testid="instance-status"]') && has(content)) {
      marks.useful = performance.now();
    }
    if (marks.useful !== undefined && has('[role="tabpanel"][data-state="active"][aria-busy="false"]'))
      marks.whole = performance.now();
    if (marks.whole === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The marks so far. */
export function readMarks(): Marks {
  return (window as Probed).benchMarks ?? { longest: 0 };
}

export type Motion = {
  readonly selector: string;
  /** `scroll` moves a list, `wheel` a canvas. */
  readonly by: 'scroll' | 'wheel';
  readonly pixels: number;
  readonly milliseconds: number;
};

/** Moves something in every frame and answers how long each frame took, in milliseconds. */
export function moveAndCount({ selector, by, pixels, milliseconds }: Motion): Promise<readonly number[]> {
  const target = document.querySelector(selector);
  if (target === null) throw new Error(`nothing to move: ${selector}`);
  const move = (way: number): void => {
    if (by === 'scroll') target.scrollTop += pixels * way;
    else {
      const box = target.getBoundingClientRect();
      const point = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
      const wheel = { deltaY: pixels * way, deltaX: (pixels * way) / 4, bubbles: true, cancelable: true };
      target.dispatchEvent(new WheelEvent('wheel', { ...wheel, ...point }));
    }
  };
  return new Promise((resolve) => {
    const frames: number[] = [];
    const began = performance.now();
    let last = began;
    const frame = (now: number): void => {
      if (frames.length > 0 || now > last) frames.push(now - last);
      last = now;
      if (now - began > milliseconds) return resolve(frames.slice(1));
      move(now - began < milliseconds / 2 ? 1 : -1);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
