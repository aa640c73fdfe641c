import { runtimeAway, failed, loading, settled, WIDTHS, type Shot } from './shot';

/** The pages that show many executions, by the folder of their pictures. */
export const LIST_PAGES = [
  { page: 'overview', path: '/', isWhole: true },
  { page: 'executions', path: '/instances' },
  { page: 'workflows', path: '/workflows' },
  { page: 'workflow', path: '/workflows/order-service/ProcessOrder' },
  { page: 'workflow-step', path: '/workflows/order-service/ProcessOrder?step=ReserveStock&fate=failed' },
  { page: 'workers', path: '/workers' },
  { page: 'settings', path: '/settings', isWhole: true },
] as const;

type State = Pick<Shot, 'state' | 'answers' | 'ready'>;

/** What each page looks like on a store with rows, when nothing is wrong. */
export function normalShots(state: string): readonly Shot[] {
  return everyPage({ state, answers: 'as they are', ready: settled });
}

/** While the server has not answered, and when it refuses. */
export function troubleShots(): readonly Shot[] {
  return [
    ...everyPage({ state: 'loading', answers: 'never', ready: loading }),
    ...everyPage({ state: 'error', answers: 'refused', ready: failed }),
  ];
}

/** While the runtime is away. */
export function bannerShots(): readonly Shot[] {
  return everyPage({ state: 'runtime-stopped', answers: 'as they are', ready: runtimeAway });
}

function everyPage(state: State): readonly Shot[] {
  return LIST_PAGES.map((page) => ({ ...page, ...state, widths: WIDTHS }));
}
