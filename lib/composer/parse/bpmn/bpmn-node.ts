/** One element of a BPMN file as the reader gives it: its properties are whatever the file holds, so they are asked. */
export type BpmnNode = { readonly $type: string; readonly [property: string]: unknown };

/** Whether a value of the file is an element. */
export function isNode(value: unknown): value is BpmnNode {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}

/** The element at a property, or what a reference points to. */
export function nodeAt(node: BpmnNode | undefined, property: string): BpmnNode | undefined {
  const value = node?.[property];
  return isNode(value) ? value : undefined;
}

/** The elements at a property that holds many. */
export function nodesAt(node: BpmnNode | undefined, property: string): readonly BpmnNode[] {
  const value = node?.[property];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The text at a property, trimmed and on one line; undefined where there is none. */
export function textAt(node: BpmnNode | undefined, property: string): string | undefined {
  const value = node?.[property];
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

/** The words of an expression such as a condition or a timer. */
export function expressionAt(node: BpmnNode | undefined, property: string): string | undefined {
  return textAt(nodeAt(node, property), 'body');
}

export function nameOf(node: BpmnNode | undefined): string {
  return textAt(node, 'name') ?? '';
}

/** Id of an element; the reader gives one to every element that the file leaves without. */
export function idOf(node: BpmnNode): string {
  return textAt(node, 'id') ?? '';
}

/** `task` for `bpmn:Task`: the type without the prefix of its namespace, in lower camel case. */
export function typeOf(node: BpmnNode): string {
  const name = localName(node.$type);
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** An attribute of a vendor (`camunda:collection`, `flowable:collection`), by its name without the prefix. */
export function vendorAttribute(node: BpmnNode | undefined, name: string): string | undefined {
  const attributes: Record<string, unknown> = Object(node?.$attrs) as Record<string, unknown>;
  const found = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === name);
  return typeof found?.[1] === 'string' && found[1].trim() !== '' ? found[1].trim() : undefined;
}

/** The extension elements of a vendor with a name (`zeebe:calledElement`), by their name without the prefix. */
export function vendorElements(node: BpmnNode | undefined, name: string): readonly BpmnNode[] {
  return nodesAt(nodeAt(node, 'extensionElements'), 'values').filter(({ $type }) => localName($type) === name);
}

/** Elements inside an extension element. */
export function childrenOf(node: BpmnNode | undefined, name: string): readonly BpmnNode[] {
  return nodesAt(node, '$children').filter(({ $type }) => localName($type) === name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
