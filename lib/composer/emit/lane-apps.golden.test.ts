import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DELIVERIES } from '@/lib/testing/composer/deliveries';
import { hasGofmt, unformatted } from '@/lib/testing/composer/gofmt';
import { projectText } from '@/lib/testing/composer/project-text';
import { compose } from '../compose';
import type { Program } from '../plan/program';
import { emit } from './emit';
import type { File, Language } from './file';

const corpus = join(process.cwd(), 'lib', 'composer', 'corpus');
const texts = {
  'lane.two.bpmn': readFileSync(join(corpus, 'lane.two.bpmn'), 'utf8'),
  'flowchart.lanes.mmd': readFileSync(join(corpus, 'flowchart.lanes.mmd'), 'utf8'),
  'deliveries.mmd': DELIVERIES,
};
type FileName = keyof typeof texts;
const diagrams: readonly FileName[] = ['lane.two.bpmn', 'flowchart.lanes.mmd', 'deliveries.mmd'];
const languages: readonly Language[] = ['python', 'go', 'java', 'csharp'];

describe.each(diagrams)('%s with lanes as apps', (fileName) => {
  test.each(languages)('writes these files otherwise in %s', async (language) => {
    const files = await laneFiles(fileName, language);
    await expect(projectText(files)).toMatchFileSnapshot(`./${language}/expected/lane-apps/${fileName}.txt`);
  });

  test.runIf(hasGofmt)('gofmt has nothing to change', async () => {
    expect(unformatted({ [fileName]: await emit(await programOf(fileName, true), 'go') })).toBe('');
  });

  test('is refused in JavaScript, with what to do', async () => {
    await expect(emit(await programOf(fileName, true), 'javascript')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('cannot call an activity of another app') as string,
      hint: expect.stringContaining('Python, Go, Java or C#') as string,
    });
  });
});

/** The files that the option changes or adds, but for long ones of which it changes a word. */
async function laneFiles(fileName: FileName, language: Language): Promise<readonly File[]> {
  const plain = new Map((await emit(await programOf(fileName, false), language)).map(({ path, text }) => [path, text]));
  const files = await emit(await programOf(fileName, true), language);
  return files.filter(({ path, text }) => plain.get(path) !== text && !/(engine_test.go|run_workflow.py)$/.test(path));
}

async function programOf(fileName: FileName, lanesAsApps: boolean): Promise<Program> {
  const { program, faults } = await compose({ text: texts[fileName], fileName, lanesAsApps });
  if (program === undefined) throw new Error(JSON.stringify(faults));
  return program;
}
