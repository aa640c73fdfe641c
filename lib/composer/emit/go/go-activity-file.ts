import type { Activity } from '../../plan/program';
import { codeComment } from '../comments';
import { oneLine } from '../one-line';
import type { File } from '../file';
import { deeper } from '../typed/block';
import type { Types } from '../typed/types';
import { activityPath, type GoContext } from './go-names';
import { goFile } from './go-source';
import { goFields, goStruct, goText } from './go-types';

/** The file that a person writes the body in. */
export function activityFile({ types, names }: GoContext, activity: Activity): File {
  const { name, title, hint, lane, code, input, output, example } = activity;
  const function_ = names.activity(name);
  const result = output.kind === 'record' ? output.record : `${output.several ? '[]' : ''}string`;
  const comments = [
    `${function_}: ${oneLine(title)}. ${oneLine(hint)}`,
    ...(lane === undefined ? [] : [`It lies in the lane ${goText(oneLine(lane))}.`]),
    ...(output.kind === 'answer' ? [`It answers with ${output.answers.map(goText).join(' or ')}.`] : []),
  ];
  const lines = [
    ...comments.map((line) => `// ${line}`),
    `func ${function_}(ctx context.Context, input ${input}) (${result}, error) {`,
    '\t// An example, until the work is done here.',
    ...codeComment(code, '\t//'),
    ...deeper('\t', returning({ output, example }, types)),
    '}',
  ];
  return { path: activityPath(name), text: goFile(lines), keep: true };
}

function returning({ output, example }: Pick<Activity, 'output' | 'example'>, types: Types): readonly string[] {
  if (output.kind === 'answer') {
    const values = Array.isArray(example) ? example : [example];
    const texts = values.map((each) => goText(String(each)));
    return [`return ${output.several ? `[]string{${texts.join(', ')}}` : (texts[0] ?? '""')}, nil`];
  }
  const line = `return ${goStruct(example, output.record, types)}, nil`;
  if (line.length <= 100) return [line];
  const fields = goFields(example, output.record, types).map((each) => `output.${each.replace(': ', ' = ')}`);
  return [`var output ${output.record}`, ...fields, 'return output, nil'];
}
