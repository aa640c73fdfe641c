import type { Lane } from '../model/model';
import { appIdOf, LONGEST_APP_ID } from '../names/app-id';
import { laneCount, tooFewLanes, usedLanes } from '../plan/lanes';
import { processWords } from './element-words';
import type { Finding, Rule, Scope } from './scope';

type Trouble = Pick<Finding, 'message' | 'wayOut'>;

const wayOut = 'Give it a label with Latin letters that no other lane has, such as "Order desk".';

/** The labels of lanes and pools can become App IDs, each another. Where lanes become apps, they must. */
export const validAppId: Rule = {
  name: 'valid-app-id',
  check: (scope) => [
    ...diagramFindings(scope),
    ...scope.process.lanes.flatMap((lane) => laneFindings(scope, lane)),
    ...poolFindings(scope),
  ],
};

function diagramFindings({ model, process, options }: Scope): readonly Finding[] {
  const trouble = tooFewLanes(laneCount(model));
  const isAsked = options.lanesAsApps === true && process === model.processes[0];
  return isAsked && trouble !== undefined ? [{ severity: 'error', ...trouble }] : [];
}

function laneFindings(scope: Scope, lane: Lane): readonly Finding[] {
  const trouble = troubleWith(scope, lane);
  if (trouble === undefined) return [];
  const message = `Lane "${lane.name || lane.id}" ${trouble.message}`;
  return [
    { severity: becomesApp(scope, lane) ? 'error' : 'warning', element: lane.id, message, wayOut: trouble.wayOut },
  ];
}

function troubleWith(scope: Scope, lane: Lane): Trouble | undefined {
  const appId = appIdOf(lane.name);
  if (appId === '') return { message: 'gives no valid App ID', wayOut };
  const message = `gives the App ID "${appId}", as `;
  if (earlier(scope, lane).some((other) => appIdOf(other.name) === appId)) {
    return { message: `${message}another lane does`, wayOut };
  }
  if (!becomesApp(scope, lane)) return undefined;
  if (appId.length > LONGEST_APP_ID) {
    return { message: `gives an App ID of more than ${LONGEST_APP_ID} signs`, wayOut: 'Give it a shorter label.' };
  }
  const clash = usedLanes(scope.model).find(
    ({ lane: other, process }) =>
      process !== scope.process && other.name !== lane.name && appIdOf(other.name) === appId,
  );
  return clash && { message: `${message}lane "${clash.lane.name}" of another process does`, wayOut };
}

/** The lanes before this one; where lanes become apps, one that becomes none takes no App ID from one that does. */
function earlier(scope: Scope, lane: Lane): readonly Lane[] {
  const { lanes } = scope.process;
  const before = lanes.slice(0, lanes.indexOf(lane));
  return becomesApp(scope, lane) ? before.filter((other) => becomesApp(scope, other)) : before;
}

function becomesApp({ model, options }: Scope, lane: Lane): boolean {
  return options.lanesAsApps === true && usedLanes(model).some((used) => used.lane === lane);
}

function poolFindings(scope: Scope): readonly Finding[] {
  const { model, process } = scope;
  const isPool =
    process.inside === undefined && model.processes.filter((other) => other.inside === undefined).length > 1;
  if (!isPool || appIdOf(process.name) !== '') return [];
  return [{ severity: 'warning', message: `${processWords(scope)} gives no valid App ID`, wayOut }];
}
