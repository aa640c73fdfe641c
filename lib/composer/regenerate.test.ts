import { describe, expect, test } from 'vitest';
import { draw, flowsOf, modelOf, processOf } from '@/lib/testing/composer/model-builder';
import { programOf } from '@/lib/testing/composer/sample-programs';
import { emit } from './emit/emit';
import type { File } from './emit/file';
import { ELEMENTS_FILE } from './emit/project/elements-file';
import { pathsOf, regenerate } from './regenerate';

/** A project of tasks in a row, of which the first may write a field. */
async function project(names: readonly string[], writes: readonly string[] = []): Promise<readonly File[]> {
  const tasks = names.map((name, at) => draw.task(`t${at}`, name, at === 0 ? { writes: [...writes] } : {}));
  const row = ['start', ...tasks.map(({ id }) => id), 'end'].join(' > ');
  const elements = [draw.start(), ...tasks, draw.end()];
  const model = modelOf('Row', processOf('p', 'Row', { elements, flows: flowsOf(row) }));
  return emit(programOf(model), 'javascript');
}

const asWritten = (files: readonly File[]) => new Map(files.map(({ path, text }) => [path, text]));

describe('regenerate', () => {
  test('writes everything into an empty folder, and nothing a second time', async () => {
    const files = await project(['Pay', 'Ship']);
    expect(regenerate(new Map(), files)).toMatchObject({ write: files, kept: [], remove: [], changed: [] });
    expect(regenerate(asWritten(files), files)).toMatchObject({ write: [], remove: [], changed: [], unneeded: [] });
  });

  test('leaves what was written by hand, and tells what its activity takes and returns now', async () => {
    const existing = asWritten(await project(['Pay', 'Ship'], ['receipt']));
    existing.set('src/activities/pay.ts', '// by hand');
    const { write, kept, changed } = regenerate(existing, await project(['Pay', 'Ship'], ['receipt', 'amount']));
    expect(kept).toContain('src/activities/pay.ts');
    expect(write.map(({ path }) => path)).not.toContain('src/activities/pay.ts');
    expect(changed).toContainEqual({
      ...{ name: 'Pay', file: 'src/activities/pay.ts' },
      changes: ['input: amount unknown is new', 'output: amount unknown is new'],
    });
  });

  test('removes generated files of no use, but only names activities that no element needs', async () => {
    const existing = asWritten(await project(['Pay', 'Ship']));
    const elements = JSON.parse(existing.get(ELEMENTS_FILE) ?? '') as { generated: string[] };
    existing.set(
      ELEMENTS_FILE,
      JSON.stringify({ ...elements, generated: ['src/old.ts', '../outside', '/etc/passwd'] }),
    );
    existing.set('src/old.ts', '').set('../outside', '').set('/etc/passwd', '');
    const files = await project(['Pay']);
    expect(pathsOf(files, existing.get(ELEMENTS_FILE))).not.toContain('/etc/passwd');
    expect(regenerate(existing, files)).toMatchObject({ remove: ['src/old.ts'], unneeded: ['src/activities/ship.ts'] });
  });

  test('a list of elements that nobody can read is as none', async () => {
    const files = await project(['Pay']);
    const existing = new Map([[ELEMENTS_FILE, '{']]);
    expect(regenerate(existing, files).write).toEqual(files);
  });
});
