import { AppError } from '@/lib/domain/app-error';
import type { Model, Process } from '../../model/model';
import { checkElements } from '../limits';
import { checkIds } from '../check-ids';
import type { BpmnNode } from './bpmn-node';
import { idOf, nameOf, nodesAt, typeOf } from './bpmn-node';
import { calleeOf } from './read-activity';
import { readCollaboration } from './read-collaboration';
import { readProcess } from './read-process';
import { readXml } from './read-xml';

/** Reads a BPMN 2.0 file: every pool and process that has something in it, the one that is started first. */
export async function parseBpmn(xml: string): Promise<Model> {
  const definitions = await readXml(xml);
  const roots = nodesAt(definitions, 'rootElements');
  const filled = roots.filter((node) => typeOf(node) === 'process' && nodesAt(node, 'flowElements').length > 0);
  if (filled.length === 0) throw noProcess(roots);
  checkElements(filled.reduce((sum, node) => sum + countInside(node), 0));
  const { pools, messages } = readCollaboration(definitions);
  const context = { messages, processes: new Set(filled.map(idOf)) };
  const processes = startedFirst(filled).flatMap((node) => {
    const name = nameOf(node) || pools.get(idOf(node)) || idOf(node);
    return readProcess(node, { id: idOf(node), name, depth: 0 }, context);
  });
  const model: Model = { name: nameOfModel(processes), source: 'bpmn', processes };
  checkIds(model);
  return model;
}

function nameOfModel(processes: readonly Process[]): string {
  return processes[0]?.name ?? '';
}

function noProcess(roots: readonly BpmnNode[]): AppError {
  const other = roots.map(typeOf).find((type) => ['choreography', 'globalConversation'].includes(type));
  const found = other === undefined ? '' : `; it holds a ${other}`;
  return new AppError('invalid', `The BPMN file has no process with elements in it${found}`, {
    hint: 'Draw a process with a start event, at least one task and an end event.',
  });
}

function countInside(node: BpmnNode): number {
  const inside = nodesAt(node, 'flowElements');
  return inside.reduce((sum, child) => sum + countInside(child), inside.length);
}

/** Started is the first executable process that no other calls; the rest keep the order of the file. */
function startedFirst(processes: readonly BpmnNode[]): readonly BpmnNode[] {
  const called = new Set(processes.flatMap(calleesIn));
  const free = processes.filter((node) => !called.has(idOf(node)));
  const started = free.find((node) => node.isExecutable === true) ?? free[0] ?? processes[0];
  return [...processes.filter((node) => node === started), ...processes.filter((node) => node !== started)];
}

function calleesIn(container: BpmnNode): readonly string[] {
  return nodesAt(container, 'flowElements').flatMap((node) => {
    if (typeOf(node) !== 'callActivity') return calleesIn(node);
    const callee = calleeOf(node);
    return callee === undefined ? [] : [callee];
  });
}
