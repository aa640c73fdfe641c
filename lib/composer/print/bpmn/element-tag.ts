import type { Element, ElementOf } from '../../model/element';
import type { Tag } from './xml';
import { bpmn, xmlId } from './xml';
import { expression, resultTags, triggerTags } from './event-tags';
import type { Roots } from './roots';

/** What an element is written with besides itself. */
export type Around = {
  readonly roots: Roots;
  /** The arrows into it and out of it, which come first in it. */
  readonly ends: readonly Tag[];
  readonly defaultFlow: string | undefined;
  /** The inside of a sub-process; undefined for a call. */
  readonly inside: readonly Tag[] | undefined;
  /** The id that a piece of data has as an object of the diagram. */
  readonly dataId: (name: string) => string;
};

const TASKS: Readonly<Record<ElementOf<'task'>['task'], string>> = {
  ...{ task: 'task', user: 'userTask', service: 'serviceTask', send: 'sendTask', script: 'scriptTask' },
  ...{ 'business-rule': 'businessRuleTask', manual: 'manualTask' },
};

const GATEWAYS: Readonly<Record<ElementOf<'gateway'>['gateway'], string>> = {
  ...{ exclusive: 'exclusiveGateway', parallel: 'parallelGateway', inclusive: 'inclusiveGateway' },
  'event-based': 'eventBasedGateway',
};

/** An element of a process as BPMN 2.0 has it. What has no meaning here becomes a complex gateway, which has none either. */
export function elementTag(element: Element, around: Around): Tag {
  const { roots } = around;
  const code =
    'code' in element && element.code !== undefined ? [bpmn('documentation', {}, `[code]\n${element.code}`)] : [];
  const ends = [...code, ...around.ends];
  const common = { id: xmlId(element.id), name: element.name === '' ? undefined : element.name };
  if (element.unsupported !== undefined) return senseless(common, element.unsupported.join(', '), ends);
  switch (element.kind) {
    case 'start':
      return bpmn('startEvent', common, [...ends, ...triggerTags(element.trigger, roots)]);
    case 'catch':
      return bpmn('intermediateCatchEvent', common, [...ends, ...triggerTags(element.trigger, roots)]);
    case 'boundary':
      return bpmn('boundaryEvent', { ...common, ...hostOf(element) }, [
        ...ends,
        ...triggerTags(element.trigger, roots),
      ]);
    case 'end':
      return bpmn('endEvent', common, [...ends, ...resultTags(element.result, roots)]);
    case 'throw':
      return bpmn('intermediateThrowEvent', common, [...ends, ...resultTags(element.result, roots)]);
    case 'gateway':
      return bpmn(GATEWAYS[element.gateway], { ...common, default: around.defaultFlow }, ends);
    case 'task':
      return bpmn(
        TASKS[element.task],
        { ...common, ...activityOf(element) },
        activityTags(element, { ...around, ends }),
      );
    case 'child':
      return childTag(element, { ...common, ...activityOf(element) }, around);
    case 'unsupported':
      return senseless(common, element.type, ends);
  }
}

type Common = { readonly id: string; readonly name: string | undefined };

function senseless({ id, name }: Common, what: string, ends: readonly Tag[]): Tag {
  return bpmn('complexGateway', { id, name: name === undefined ? what : `${name} (${what})` }, ends);
}

function hostOf({ attachedTo, interrupting }: ElementOf<'boundary'>): Tag['attributes'] {
  return { attachedToRef: xmlId(attachedTo), cancelActivity: interrupting ? undefined : 'false' };
}

type Activity = ElementOf<'task'> | ElementOf<'child'>;

function activityOf({ isForCompensation }: Activity): Tag['attributes'] {
  return { isForCompensation: isForCompensation ? 'true' : undefined };
}

function childTag(element: ElementOf<'child'>, attributes: Tag['attributes'], around: Around): Tag {
  const tags = activityTags(element, around);
  if (around.inside !== undefined) return bpmn('subProcess', attributes, [...tags, ...around.inside]);
  const callee = element.process === undefined ? element.calls : xmlId(element.process);
  return bpmn('callActivity', { ...attributes, calledElement: callee }, tags);
}

function activityTags(element: Activity, { ends, dataId }: Around): readonly Tag[] {
  return [
    ...ends,
    ...element.reads.map((name) => bpmn('dataInputAssociation', {}, [bpmn('sourceRef', {}, dataId(name))])),
    ...element.writes.map((name) => bpmn('dataOutputAssociation', {}, [bpmn('targetRef', {}, dataId(name))])),
    ...repetitionTags(element),
  ];
}

/** BPMN has no place for the names of list and item that is not a detour; Camunda's attributes are read by many. */
function repetitionTags({ many, loop }: Activity): readonly Tag[] {
  if (many !== undefined) {
    const names = { 'camunda:collection': many.collection, 'camunda:elementVariable': many.item };
    const isSequential = many.order === 'sequential' ? 'true' : undefined;
    const count = many.count === undefined ? [] : [expression('loopCardinality', many.count)];
    return [bpmn('multiInstanceLoopCharacteristics', { isSequential, ...names }, count)];
  }
  if (loop === undefined) return [];
  const { condition, testBefore, maximum } = loop;
  const attributes = { testBefore: testBefore ? 'true' : undefined, loopMaximum: maximum?.toString() };
  const tags = condition === undefined ? [] : [expression('loopCondition', condition)];
  return [bpmn('standardLoopCharacteristics', attributes, tags)];
}
