import type { Program } from '../../plan/program';
import { UNDOS } from '../../plan/field-tree';
import type { Example } from '../../plan/record';

/** Data that a workflow can be started with: an example for each field but those that the workflow keeps itself. */
export function exampleInput({ records, workflows }: Program, data: string): Readonly<Record<string, Example>> {
  const fields = records.find(({ name }) => name === data)?.fields ?? [];
  const keepsUndos = workflows.some((unit) => unit.data === data && unit.keepsUndos);
  const given = fields.filter(({ name }) => !keepsUndos || name !== UNDOS);
  return Object.fromEntries(given.map(({ name, example }) => [name, example]));
}
