import type { Element, ElementOf } from '@/lib/composer/model/element';
import type { DataObject, Flow, Model, Process } from '@/lib/composer/model/model';
import type { Trigger } from '@/lib/composer/model/trigger';

const activity = { isForCompensation: false, reads: [], writes: [] };

type TaskParts = Partial<Omit<ElementOf<'task'>, 'kind' | 'id' | 'name'>>;
type ChildParts = Partial<Omit<ElementOf<'child'>, 'kind' | 'id' | 'name'>>;

/** Elements by their shortest words: the id, what is written in it, what is special. */
export const draw = {
  start: (id = 'start'): Element => ({ kind: 'start', id, name: '' }),
  end: (id = 'end', result: ElementOf<'end'>['result'] = { kind: 'none' }): Element => ({
    ...{ kind: 'end', id, name: result.kind === 'none' ? '' : id, result },
  }),
  task: (id: string, name: string, parts: TaskParts = {}): Element => ({
    ...{ kind: 'task', id, name, task: 'task', ...activity, ...parts },
  }),
  child: (id: string, name: string, parts: ChildParts = {}): Element => ({
    ...{ kind: 'child', id, name, ...activity, ...parts },
  }),
  exclusive: (id: string, name = ''): Element => ({ kind: 'gateway', id, name, gateway: 'exclusive' }),
  parallel: (id: string, name = ''): Element => ({ kind: 'gateway', id, name, gateway: 'parallel' }),
  inclusive: (id: string, name = ''): Element => ({ kind: 'gateway', id, name, gateway: 'inclusive' }),
  events: (id: string, name = ''): Element => ({ kind: 'gateway', id, name, gateway: 'event-based' }),
  message: (id: string, name: string): Element => ({ kind: 'catch', id, name, trigger: { kind: 'message', name } }),
  timer: (id: string, text: string): Element => ({ kind: 'catch', id, name: id, trigger: after(text) }),
  send: (id: string, name: string): Element => ({ kind: 'throw', id, name, result: { kind: 'message', name } }),
  undoAll: (id: string): Element => ({ kind: 'throw', id, name: '', result: { kind: 'compensation' } }),
  boundary: (id: string, attachedTo: string, trigger: Trigger): Element => ({
    ...{ kind: 'boundary', id, name: id, attachedTo, trigger, interrupting: true },
  }),
  /** A boundary event that does not interrupt. */
  beside: (id: string, attachedTo: string, trigger: Trigger): Element => ({
    ...{ kind: 'boundary', id, name: id, attachedTo, trigger, interrupting: false },
  }),
};

/** A timer that fires after an ISO 8601 duration. */
export function after(text: string): Extract<Trigger, { kind: 'timer' }> {
  return { kind: 'timer', timer: { kind: 'duration', text } };
}

/**
 * Flows in words: `a > b > c` in a row; `a > b : amount > 1000` with a condition; `a > b # yes` with a label;
 * `a > b *` the default.
 */
export function flowsOf(...texts: readonly string[]): Flow[] {
  return texts.flatMap((text) => {
    const [, row = '', sign, words = ''] = /^([\w\s>-]+?)\s*(?:([:#*])\s*(.*))?$/.exec(text) ?? [];
    const ids = row.split('>').map((id) => id.trim());
    return ids.slice(1).map((to, at): Flow => {
      const from = ids[at] ?? '';
      return {
        ...{ id: `${from}-${to}`, from, to, isDefault: sign === '*' },
        ...(sign === ':' && { condition: words }),
        ...(sign === '#' && { label: words }),
      };
    });
  });
}

interface Drawn {
  readonly elements: readonly Element[];
  readonly flows: readonly Flow[];
  readonly data?: readonly DataObject[];
  readonly inside?: string;
}

export function processOf(id: string, name: string, { elements, flows, data = [], inside }: Drawn): Process {
  return {
    ...{ id, name, lanes: [], elements: [...elements], flows: [...flows], data: [...data] },
    ...(inside !== undefined && { inside }),
  };
}

export function modelOf(name: string, ...processes: readonly Process[]): Model {
  return { name, source: 'bpmn', processes: [...processes] };
}
