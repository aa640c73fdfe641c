import type { Activity } from '../../plan/program';
import { codeComment } from '../comments';
import type { File } from '../file';
import { fileName, localName } from './names';
import { commented, quoted } from './quoted';

/** Where a person writes the work of an activity; written once. */
export function activityFile(activity: Activity): File {
  const { name, hint, code, input, output, example } = activity;
  const records = [...new Set([input, ...(output.kind === 'record' ? [output.record] : [])])].sort();
  const text = `import type { WorkflowActivityContext } from '@dapr/dapr';
import type { ${records.join(', ')} } from '../models.ts';

/** ${commented(hint)} */
export async function ${activityFunction(name)}(context: WorkflowActivityContext, input: ${input}): Promise<${outputType(activity)}> {
  // Your code goes here. Until then, this answers with an example.
${codeComment(code, '  //', withoutDirectives)
  .map((line) => `${line}\n`)
  .join('')}  return ${JSON.stringify(example)};
}
`;
  return { path: activityPath(name), text, keep: true };
}

/** The compiler takes orders in comments: `@ts-expect-error` where nothing is wrong is an error. */
function withoutDirectives(line: string): string {
  return line.replaceAll('@ts-', '@ ts-');
}

export function activityPath(name: string): string {
  return `src/activities/${fileName(name)}.ts`;
}

/** The name of the function; on the wire the activity has its own. */
export function activityFunction(name: string): string {
  return localName(name);
}

function outputType({ output }: Activity): string {
  if (output.kind === 'record') return output.record;
  const union = output.answers.map(quoted).join(' | ');
  return output.several ? `(${union})[]` : union;
}
