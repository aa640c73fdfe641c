/** Upper bounds in seconds for what ought to be quick: waiting for a worker, a turn, a timer's lag. */
export const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** For work of the app: from a database call to an hour of computing. */
export const WORK = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];

/** For a whole workflow, which may wait for people: up to a month. */
export const LONG = [0.05, 0.25, 1, 5, 15, 60, 300, 1_800, 3_600, 21_600, 86_400, 604_800, 2_592_000];

/** For counts of things that share a commit. */
export const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
