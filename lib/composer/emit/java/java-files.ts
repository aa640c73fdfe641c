import type { Activity, WorkflowUnit } from '../../plan/program';
import { codeComment } from '../comments';
import { oneLine } from '../one-line';
import type { File } from '../file';
import { deeper } from '../typed/block';
import { Identifiers } from '../typed/identifiers';
import { keptEvents } from '../typed/races';
import { outermost } from '../typed/statement-printer';
import { type JavaContext, reservedLocals, SOURCES } from './java-names';
import { JavaPrinter } from './java-printer';
import { javaComment, javaFile, withoutEscapes } from './java-source';
import { javaObject, javaText } from './java-types';

/** The class of one workflow. */
export function workflowFile({ types, conversions, names }: JavaContext, unit: WorkflowUnit): File {
  const kept = keptEvents(unit.body);
  const printed = { types, unit, names: new Identifiers(reservedLocals), conversions };
  const printer = new JavaPrinter(printed, { classes: names, kept });
  const block = printer.body(
    unit.body,
    outermost((error) => [`throw ${error};`]),
  );
  const [name, data] = [names.workflow(unit.name), names.model(unit.data)];
  const inside = [
    `var input = ctx.getInput(${data}.class);`,
    `var data = input == null ? new ${data}() : input;`,
    ...(kept.size > 0 ? ['var events = new Events(ctx);'] : []),
    ...block.lines,
    ...(block.ends ? [] : ['ctx.complete(data);']),
  ];
  const lines = [
    `/** Made from the ${unit.origin === 'branch' ? 'branch' : unit.origin} "${javaComment(unit.title)}". */`,
    `public class ${name} implements Workflow {`,
    '  @Override',
    '  public WorkflowStub create() {',
    '    return ctx -> {',
    ...deeper('      ', inside),
    '    };',
    '  }',
    '}',
    '',
  ];
  const text = javaFile('app.workflows', lines.join('\n'), modelsOf({ types, conversions, names }));
  return { path: `${SOURCES}/workflows/${name}.java`, text, keep: false };
}

export function activityPath({ names }: JavaContext): (activity: string) => string {
  return (activity) => `${SOURCES}/activities/${names.activity(activity)}.java`;
}

/** The class that a person writes the body in. */
export function activityFile(context: JavaContext, activity: Activity): File {
  const { title, hint, lane, code, output, example } = activity;
  const { names } = context;
  const [name, input] = [names.activity(activity.name), names.model(activity.input)];
  const comments = [
    javaComment(`${title}. ${hint}`),
    ...(lane === undefined ? [] : [`It lies in the lane "${javaComment(lane)}".`]),
    ...(output.kind === 'answer'
      ? [`It answers with ${output.answers.map((each) => javaComment(javaText(oneLine(each)))).join(' or ')}.`]
      : []),
  ];
  const texts = (Array.isArray(example) ? example : [example]).map((each) => javaText(String(each)));
  const answer = output.kind === 'answer' && output.several ? `List.of(${texts.join(', ')})` : (texts[0] ?? '""');
  const value = output.kind === 'record' ? javaObject(example, output.record, context) : answer;
  const lines = [
    ...(comments.length === 1
      ? [`/** ${comments[0] ?? ''} */`]
      : ['/**', ...comments.map((line) => ` * ${line}`), ' */']),
    `public class ${name} implements WorkflowActivity {`,
    '  @Override',
    '  public Object run(WorkflowActivityContext ctx) {',
    `    return run(ctx.getInput(${input}.class));`,
    '  }',
    '',
    `  private ${output.kind === 'record' ? names.model(output.record) : answerType(output.several)} run(${input} input) {`,
    '    // An example, until the work is done here.',
    ...codeComment(code, '    //', withoutEscapes),
    `    return ${value};`,
    '  }',
    '}',
    '',
  ];
  const text = javaFile('app.activities', lines.join('\n'), modelsOf(context));
  return { path: activityPath(context)(activity.name), text, keep: true };
}

function answerType(several: boolean): string {
  return several ? 'List<String>' : 'String';
}

function modelsOf({ types, names }: JavaContext): readonly string[] {
  return types.records.map(({ name }) => `app.models.${names.model(name)}`);
}
