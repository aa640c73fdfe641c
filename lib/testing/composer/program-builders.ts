import type { Condition } from '@/lib/composer/plan/condition';
import type { Activity, Program, WorkflowUnit } from '@/lib/composer/plan/program';
import type { Field, RecordType } from '@/lib/composer/plan/record';
import type { Statement } from '@/lib/composer/plan/statement';

export function program(parts: Pick<Program, 'name' | 'workflows' | 'activities' | 'records' | 'events'>): Program {
  const data = parts.workflows[0]?.data ?? '';
  const activities = parts.activities.map((each) => ({
    ...each,
    input: each.input === '' ? data : each.input,
    output: each.output.kind === 'record' && each.output.record === '' ? { ...each.output, record: data } : each.output,
  }));
  return {
    ...parts,
    activities,
    appId: parts.name.toLowerCase(),
    source: 'bpmn',
    notes: [],
    diagram: 'flowchart LR\n',
  };
}

export function unit(name: string, data: string, body: readonly Statement[]): WorkflowUnit {
  const undos = body.some((each) => each.kind === 'compensate')
    ? [{ element: 'refund', kind: 'call' as const, name: 'RefundCard' }]
    : [];
  const keepsUndos = data === 'OrderData';
  return { name, title: name, process: name.toLowerCase(), origin: 'process', data, keepsUndos, undos, body };
}

export function activity(name: string, role: Activity['role']): Activity {
  const hint = `Does the work of ${name}.`;
  return {
    ...{ name, title: name, role, hint, elements: [name.toLowerCase()], input: '' },
    ...{ output: { kind: 'record', record: '' }, example: {} },
  };
}

export function record(name: string, fields: readonly Field[]): RecordType {
  return { name, title: `${name} of the example.`, fields };
}

export function field(
  name: string,
  kind: 'text' | 'number' | 'truth' | 'list' | 'unknown',
  example: Field['example'],
): Field {
  return { name, type: { kind }, isRequired: false, example };
}

export function compare(
  operator: '<=' | '>=' | '>' | '=' | '!=',
  path: readonly string[],
  value: string | number | boolean,
): Condition {
  return {
    kind: 'compare',
    operator,
    left: { kind: 'field', path },
    right: { kind: 'literal', value },
  };
}
