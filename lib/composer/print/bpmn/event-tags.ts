import type { Result, Trigger } from '../../model/trigger';
import type { Roots } from './roots';
import { bpmn, xmlId, type Tag } from './xml';

const TIMERS = { duration: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' } as const;

/** The definition of what an event waits for (BPMN 2.0.2, 10.5.5). */
export function triggerTags(trigger: Trigger | undefined, roots: Roots): readonly Tag[] {
  if (trigger === undefined) return [];
  switch (trigger.kind) {
    case 'timer':
      return [bpmn('timerEventDefinition', {}, [expression(TIMERS[trigger.timer.kind], trigger.timer.text)])];
    case 'conditional':
      return [bpmn('conditionalEventDefinition', {}, [expression('condition', trigger.text)])];
    case 'compensation':
      return [bpmn('compensateEventDefinition')];
    default:
      return [told(trigger, roots)];
  }
}

/** The definition of what an event tells. */
export function resultTags(result: Result, roots: Roots): readonly Tag[] {
  switch (result.kind) {
    case 'none':
      return [];
    case 'terminate':
      return [bpmn('terminateEventDefinition')];
    case 'compensation':
      return [
        bpmn('compensateEventDefinition', { activityRef: result.of === undefined ? undefined : xmlId(result.of) }),
      ];
    default:
      return [told(result, roots)];
  }
}

/** An expression as BPMN has it. */
export function expression(name: string, text: string): Tag {
  return bpmn(name, { 'xsi:type': 'bpmn:tFormalExpression' }, text);
}

type Told = Extract<Trigger, { kind: 'message' | 'signal' | 'error' }>;

function told(event: Told, roots: Roots): Tag {
  const name = event.kind === 'error' ? event.code : event.name;
  return bpmn(`${event.kind}EventDefinition`, { [`${event.kind}Ref`]: roots.refer(event.kind, name) });
}
