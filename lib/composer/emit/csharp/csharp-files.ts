import type { Activity, WorkflowUnit } from '../../plan/program';
import { codeComment } from '../comments';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { deeper } from '../typed/block';
import { filled } from '../typed/filled';
import { Identifiers } from '../typed/identifiers';
import { keptEvents } from '../typed/races';
import { outermost } from '../typed/statement-printer';
import { type CsharpContext, reservedLocals } from './csharp-names';
import { CsharpPrinter, INDENT } from './csharp-printer';
import { csharpFile, summary } from './csharp-source';
import { programTemplate } from './csharp-texts';
import { registering } from './csharp-registrations';
import { csharpObject, csharpText } from './csharp-types';
import { warningsOff } from './csharp-warnings';

/** The class of one workflow. */
export function workflowFile(context: CsharpContext, unit: WorkflowUnit): File {
  const { types, conversions, names } = context;
  const kept = keptEvents(unit.body);
  const printer = new CsharpPrinter(
    { types, unit, names: new Identifiers(reservedLocals), conversions },
    { context, kept },
  );
  const block = printer.body(
    unit.body,
    outermost((error) => [`throw ${error};`]),
  );
  const [name, data] = [names.workflow(unit.name), names.model(unit.data)];
  const inside = [
    `var data = input ?? new ${data}();`,
    ...(kept.size > 0 ? ['var events = new Events(context);'] : []),
    ...block.lines,
    ...(block.ends ? [] : ['return data;']),
  ];
  const lines = [
    ...warningsOff(block.lines),
    ...summary(`Made from the ${unit.origin === 'branch' ? 'branch' : unit.origin} "${unit.title}".`),
    `internal sealed class ${name} : Workflow<${data}?, ${data}> {`,
    `${INDENT}public override async Task<${data}> RunAsync(WorkflowContext context, ${data}? input) {`,
    ...deeper(INDENT + INDENT, inside),
    `${INDENT}}`,
    '}',
  ];
  return { path: `Workflows/${name}.cs`, text: csharpFile(['Dapr.Workflow'], lines), keep: false };
}

export function activityPath({ names }: CsharpContext): (activity: string) => string {
  return (activity) => `Activities/${names.activity(activity)}.cs`;
}

/** The class that a person writes the body in. */
export function activityFile(context: CsharpContext, activity: Activity): File {
  const { title, hint, lane, code, output, example } = activity;
  const { names } = context;
  const [name, input] = [names.activity(activity.name), names.model(activity.input)];
  const texts = (Array.isArray(example) ? example : [example]).map((each) => csharpText(String(each))).join(', ');
  const answerType = output.kind === 'answer' && output.several ? 'List<string>' : 'string';
  const answer = answerType === 'string' ? texts : `new List<string> { ${texts} }`;
  const [type, value] =
    output.kind === 'record'
      ? [names.model(output.record), csharpObject(example, output.record, context)]
      : [answerType, answer];
  const lines = [
    ...summary(
      `${title}. ${hint}`,
      ...(lane === undefined ? [] : [`It lies in the lane "${lane}".`]),
      ...(output.kind === 'answer' ? [`It answers with ${output.answers.map(csharpText).join(' or ')}.`] : []),
    ),
    `internal sealed class ${name} : WorkflowActivity<${input}, ${type}> {`,
    `${INDENT}public override Task<${type}> RunAsync(WorkflowActivityContext context, ${input} input) {`,
    `${INDENT}${INDENT}// An example, until the work is done here.`,
    ...codeComment(code, `${INDENT}${INDENT}//`),
    `${INDENT}${INDENT}return Task.FromResult(${value});`,
    `${INDENT}}`,
    '}',
  ];
  return { path: activityPath(context)(activity.name), text: csharpFile(['Dapr.Workflow'], lines), keep: true };
}

/** The worker, and a start from the command line. */
export function programFile({ types, names }: CsharpContext): File {
  const { workflows, appId } = types.program;
  const [main] = workflows;
  const text = filled(programTemplate, {
    ...{ appId, name: main?.name ?? '', quoted: csharpText(main?.name ?? '') },
    data: names.model(main?.data ?? ''),
    example: csharpText(JSON.stringify(exampleInput(types.program, main?.data ?? ''))),
    ...registering({ types, names }),
  });
  return { path: 'Program.cs', text, keep: false };
}
