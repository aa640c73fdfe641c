import type { Element, taskTypes } from '../../model/element';
import { insideId } from '../../model/inside-id';
import type { BpmnNode } from './bpmn-node';
import { textAt, typeOf, vendorElements } from './bpmn-node';
import { readCode } from './read-code';
import { namesRead, namesWritten } from './read-items';
import { readRepetition } from './read-repetition';

type Common = Pick<Element, 'id' | 'name'>;

/** A task of a type. */
export function readTask(node: BpmnNode, common: Common, task: (typeof taskTypes)[number]): Element {
  return { kind: 'task', ...common, ...readCode(node), ...repeated(node), task };
}

/** A sub-process or a call activity, whose inside or callee runs as a child workflow. */
export function readChild(node: BpmnNode, common: Common, processes: ReadonlySet<string>): Element {
  const child = { kind: 'child' as const, ...common, ...repeated(node) };
  if (typeOf(node) === 'subProcess') return { ...child, process: insideId(common.id) };
  const callee = calleeOf(node) ?? common.name;
  return processes.has(callee) ? { ...child, process: callee } : { ...child, ...(callee !== '' && { calls: callee }) };
}

/** What a call activity calls: `calledElement` of the standard, or the one of Zeebe. */
export function calleeOf(node: BpmnNode): string | undefined {
  const [zeebe] = vendorElements(node, 'calledElement');
  const called = textAt(node, 'calledElement')?.replace(/^[\w-]+:/, '');
  return called ?? textAt(zeebe, 'processId')?.replace(/^=\s*"?([^"]*)"?$/, '$1');
}

function repeated(node: BpmnNode) {
  const { many, loop, unsupported } = readRepetition(node);
  return {
    ...(unsupported.length > 0 && { unsupported: [...unsupported] }),
    ...(many && { many }),
    ...(loop && { loop }),
    isForCompensation: node.isForCompensation === true,
    reads: namesRead(node),
    writes: namesWritten(node),
  };
}
