import type { Activity } from '../../plan/program';
import { codeComment } from '../comments';
import type { File } from '../file';
import { callLines, docText, text, valueLines } from './literal';
import { localName, moduleName } from './names';
import { importLine } from './workflow-file';

/** Where a person writes the work of an activity; written once. */
export function activityFile(activity: Activity): File {
  const { name, hint, code, input, output, example } = activity;
  const records = [...new Set([input, ...(output.kind === 'record' ? [output.record] : [])])].sort();
  const isAnswer = output.kind === 'answer';
  const head = callLines(`def ${activityFunction(name)}`, ['ctx: WorkflowActivityContext', `given: ${input}`], {
    ...{ depth: 0, after: ` -> ${isAnswer ? answerType(activity) : output.record}:` },
  });
  const lines = [
    ...(isAnswer ? ['from typing import Literal', ''] : []),
    'from dapr.ext.workflow import WorkflowActivityContext',
    '',
    importLine('models', records),
    ...(isAnswer ? ['', ...answersLines(activity)] : []),
    ...['', '', ...head],
    `    """${docText(hint)}"""`,
    '    # Your code goes here. Until then, this answers with an example.',
    ...codeComment(code, '    #'),
    ...valueLines('return ', example, { depth: 1 }).map((line) => `    ${line}`),
  ];
  return { path: activityPath(name), text: `${lines.join('\n')}\n`, keep: true };
}

export function activityPath(name: string): string {
  return `activities/${moduleName(name)}.py`;
}

/** The name of the function; on the wire the activity has its own. */
export function activityFunction(name: string): string {
  return localName(name);
}

function answerType({ output }: Activity): string {
  return output.kind === 'answer' && output.several ? 'list[Answer]' : 'Answer';
}

function answersLines({ output }: Activity): readonly string[] {
  const answers = output.kind === 'answer' ? output.answers.map(text) : [];
  const line = `Answer = Literal[${answers.join(', ')}]`;
  if (line.length <= 88) return [line];
  const inner = `    ${answers.join(', ')}`;
  if (inner.length <= 88) return ['Answer = Literal[', inner, ']'];
  return ['Answer = Literal[', ...answers.map((answer) => `    ${answer},`), ']'];
}
