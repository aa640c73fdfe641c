import type { Program } from '../../plan/program';
import type { Example } from '../../plan/record';

/** Data that a workflow can be started with: an example for each field but those that the workflow keeps itself. */
export function exampleInput({ records }: Program, data: string): Readonly<Record<string, Example>> {
  const fields = records.find(({ name }) => name === data)?.fields ?? [];
  return Object.fromEntries(fields.filter(({ name }) => name !== 'undos').map(({ name, example }) => [name, example]));
}
