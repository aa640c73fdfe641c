import type { MultiInstance, StandardLoop } from '../../model/element';
import type { BpmnNode } from './bpmn-node';
import { childrenOf, expressionAt, nameOf, nodeAt, textAt, typeOf, vendorAttribute, vendorElements } from './bpmn-node';
import { variableOf } from './variable-of';

export interface Repetition {
  readonly many?: MultiInstance;
  readonly loop?: StandardLoop;
  readonly unsupported: readonly string[];
}

/** How often an activity is done (BPMN 2.0.2, 10.3.8), by the standard or as Camunda, Zeebe and Flowable write it. */
export function readRepetition(activity: BpmnNode): Repetition {
  const marker = nodeAt(activity, 'loopCharacteristics');
  if (marker === undefined) return { unsupported: [] };
  return typeOf(marker) === 'standardLoopCharacteristics' ? readLoop(marker) : readMany(marker);
}

function readLoop(marker: BpmnNode): Repetition {
  const condition = expressionAt(marker, 'loopCondition');
  const maximum = Number(marker.loopMaximum);
  return {
    loop: {
      ...(condition !== undefined && { condition }),
      testBefore: marker.testBefore === true,
      ...(Number.isSafeInteger(maximum) && maximum > 0 && { maximum }),
    },
    unsupported: [],
  };
}

function readMany(marker: BpmnNode): Repetition {
  const [zeebe] = vendorElements(marker, 'loopCharacteristics');
  const collection = collectionOf(marker, zeebe);
  const item = firstText(
    textAt(zeebe, 'inputElement'),
    vendorAttribute(marker, 'elementVariable'),
    nameOf(nodeAt(marker, 'inputDataItem')),
  );
  const count = expressionAt(marker, 'loopCardinality');
  const until = expressionAt(marker, 'completionCondition');
  return {
    many: {
      order: marker.isSequential === true ? 'sequential' : 'parallel',
      ...(collection !== undefined && { collection }),
      ...(item !== undefined && { item }),
      ...(count !== undefined && { count }),
    },
    unsupported: until === undefined ? [] : [`completion condition "${until}" of the multi-instance marker`],
  };
}

function collectionOf(marker: BpmnNode, zeebe: BpmnNode | undefined): string | undefined {
  const list = nodeAt(marker, 'loopDataInputRef');
  const inside = childrenOf(nodeAt(marker, 'extensionElements'), 'collection').at(0);
  const text = firstText(
    textAt(zeebe, 'inputCollection'),
    vendorAttribute(marker, 'collection'),
    textAt(inside, '$body'),
    nameOf(list),
    textAt(list, 'id'),
  );
  return text === undefined ? undefined : (variableOf(text) ?? text);
}

function firstText(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text !== '');
}
