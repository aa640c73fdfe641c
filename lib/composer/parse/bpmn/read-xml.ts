import { BpmnModdle } from 'bpmn-moddle';
import { AppError } from '@/lib/domain/app-error';
import type { BpmnNode } from './bpmn-node';
import { checkDepth, checkTags } from '../limits';
import { idOf, isNode, nameOf, nodeAt, nodesAt, typeOf } from './bpmn-node';

const exportAgain = 'Export it again from the modeler as BPMN 2.0 XML.';

/** Reads BPMN 2.0 XML. Entities are never expanded, a document type is refused, and nothing is fetched. */
export async function readXml(xml: string): Promise<BpmnNode> {
  checkTags(xml.split('<').length - 1);
  refuseDocumentType(xml);
  const { rootElement, warnings } = await parsed(xml);
  const unreadable = warnings.find(({ message }) => message.startsWith('unparsable content'));
  if (unreadable !== undefined || !isNode(rootElement)) throw brokenXml(unreadable?.message ?? '');
  prepare(rootElement);
  return rootElement;
}

function refuseDocumentType(xml: string): void {
  const text = blanked(blanked(xml, '<!--', '-->'), '<![CDATA[', ']]>');
  const at = text.search(/<!(DOCTYPE|ENTITY)/i);
  if (at < 0) return;
  const line = text.slice(0, at).split('\n').length;
  throw new AppError('invalid', `The BPMN file declares a document type in line ${line}`, {
    hint: 'Remove the DOCTYPE and its entities; BPMN needs neither.',
  });
}

/** The text with blanks where two marks and what is between them stood; its lines stay. */
function blanked(text: string, opener: string, closer: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const from = text.indexOf(opener, at);
    const end = from < 0 ? -1 : text.indexOf(closer, from + opener.length);
    if (end < 0) return [...parts, text.slice(at)].join('');
    parts.push(text.slice(at, from), text.slice(from, end + closer.length).replace(/[^\n]/g, ' '));
    at = end + closer.length;
  }
}

async function parsed(xml: string) {
  try {
    return await new BpmnModdle().fromXML(xml, { lax: false });
  } catch (error) {
    throw brokenXml(String(error));
  }
}

function brokenXml(detail: string): AppError {
  if (/failed to parse document as <bpmn:Definitions>|unexpected element/.test(detail)) {
    return new AppError('invalid', 'The file is not BPMN 2.0: its root element is not <definitions>', {
      hint: exportAgain,
    });
  }
  const line = Number(/line: (\d+)/.exec(detail)?.[1] ?? 0) + 1;
  const column = Number(/column: (\d+)/.exec(detail)?.[1] ?? 0) + 1;
  const reason = (/nested error: ([^\n]*)/.exec(detail)?.[1] ?? detail).trim();
  return new AppError('invalid', `The BPMN file cannot be read in line ${line}, column ${column}: ${reason}`, {
    hint: `Correct that place, or: ${exportAgain}`,
  });
}

const containers = ['rootElements', 'flowElements', 'participants', 'laneSets', 'lanes'];

/**
 * Elements without an id get one by their type and place in the file, so that a fault can name them. Walks without
 * recursion and refuses what is nested too deeply, so that everything after it may recurse.
 */
function prepare(root: BpmnNode): void {
  const waiting = [{ node: root, depth: 0 }];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    checkDepth(depth - 2, nameOf(node));
    if (idOf(node) === '') Object.assign(node, { id: `${typeOf(node)}__${(count += 1)}` });
    const lanes = nodeAt(node, 'childLaneSet');
    const inside = [...containers.flatMap((property) => nodesAt(node, property)), ...(lanes ? [lanes] : [])];
    waiting.push(...inside.reverse().map((child) => ({ node: child, depth: depth + 1 })));
  }
}
