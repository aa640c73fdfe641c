import type { DiagramFault } from '../model/fault';
import type { Model } from '../model/model';
import { boundaryHost } from './boundary-host';
import { branchLabels } from './branch-labels';
import { callTarget } from './call-target';
import { compensationHandler } from './compensation-handler';
import { eventGatewayTargets } from './event-gateway-targets';
import { hasDefault } from './has-default';
import { hasEnd } from './has-end';
import { hasLabel } from './has-label';
import { hasStart } from './has-start';
import { joinCanComplete } from './join-can-complete';
import { loopHasExit } from './loop-has-exit';
import { mergeOnce } from './merge-once';
import { messageHeard } from './message-heard';
import { messageName } from './message-name';
import { multiInstanceSize } from './multi-instance-size';
import { noConditionOnParallel } from './no-condition-on-parallel';
import { noDeadEnd } from './no-dead-end';
import { noFlowBeyond } from './no-flow-beyond';
import { noRecursion } from './no-recursion';
import { noSuperfluousGateway } from './no-superfluous-gateway';
import { noUnreachable } from './no-unreachable';
import { noUnsupported } from './no-unsupported';
import { oneStart } from './one-start';
import { scopesOf, type CheckOptions } from './scope';
import { timerFormat } from './timer-format';
import { triggerFits } from './trigger-fits';
import { uniqueNames } from './unique-names';
import { validAppId } from './valid-app-id';
import { validReferences } from './valid-references';

/** All rules, in the order in which their faults are told. */
export const rules = [
  ...[validReferences, noUnsupported, hasStart, oneStart, hasEnd, noDeadEnd, noUnreachable, noFlowBeyond],
  ...[hasLabel, uniqueNames, branchLabels, hasDefault, noConditionOnParallel, noSuperfluousGateway],
  ...[eventGatewayTargets, joinCanComplete, mergeOnce, loopHasExit],
  ...[boundaryHost, triggerFits, timerFormat, compensationHandler, multiInstanceSize, callTarget],
  ...[messageName, messageHeard, noRecursion, validAppId],
];

/** What is wrong with a diagram: process by process, rule by rule, element by element. Empty = it can be planned. */
export function check(model: Model, options: CheckOptions = {}): readonly DiagramFault[] {
  return scopesOf(model, options).flatMap((scope) =>
    rules.flatMap((rule) =>
      rule.check(scope).map(({ severity, ...finding }): DiagramFault => ({ severity, rule: rule.name, ...finding })),
    ),
  );
}
