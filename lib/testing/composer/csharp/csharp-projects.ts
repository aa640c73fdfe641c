import { emit } from '@/lib/composer/emit/emit';
import type { File } from '@/lib/composer/emit/file';
import { parse } from '@/lib/composer/parse/parse';
import { corpusProjects } from '../execution/corpus';
import { composedOf, type Composed } from '../execution/project';
import { mergedModel } from '../merged-model';
import { sampleModels } from '../sample-models';

/** Of these the compiler warns unless it is told not to: a condition that is always the same, and a process without work. */
const idle = ['error-in-called-process', 'parallel-and-inclusive'];

/** Projects in C# by their names: all patterns in one, hard names, and the corpus, or few diagrams of it. */
export async function csharpProjects(corpus: 'whole' | 'few'): Promise<Readonly<Record<string, readonly File[]>>> {
  const drawn = await corpusProjects();
  const composed: readonly Composed[] = [
    composedOf('patterns', mergedModel('Patterns', sampleModels)),
    composedOf('names', await parse(hardNames, 'names.mmd')),
    ...(corpus === 'whole' ? drawn : drawn.filter(({ appId }) => idle.some((name) => appId.includes(name)))),
  ];
  const emitted = composed.map(async ({ appId, program }) => [appId, await emit(program, 'csharp')] as const);
  return Object.fromEntries(await Promise.all(emitted));
}

/** Names of the language, of its library, and of what generated code has itself. */
const hardNames = `---
title: Task
---
flowchart TD
    start([Start]) --> from[From] --> context[Context "quoted" {braces}] --> which{Which?}
    which -->|"= equals.getHashCode = 4 or from.merge = 1 or remember.remember = 2 or total.total = 2"| await[Await]
    which -->|"= flow > 3 and list.string = 'a{b}' and console.json = true or task > int or undos.x = 3"| action[Action]
    which -- else --> event{First?}
    await --> sub
    action --> sub
    event --> heard[/Context/] --> sub
    event --> late[/timer: P7D/] --> sub
    subgraph sub [Flow]
      begin([Begin]) --> program[Program] --> done([Done])
    end
    sub --> stop([End])
`;
