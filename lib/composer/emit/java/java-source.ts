import { oneLine } from '../one-line';

const libraries = [
  'com.fasterxml.jackson.annotation.JsonIgnoreProperties',
  'com.fasterxml.jackson.annotation.JsonInclude',
  'com.fasterxml.jackson.annotation.JsonProperty',
  'io.dapr.durabletask.Task',
  'io.dapr.durabletask.TaskCanceledException',
  'io.dapr.durabletask.TaskFailedException',
  'io.dapr.workflows.Workflow',
  'io.dapr.workflows.WorkflowActivity',
  'io.dapr.workflows.WorkflowActivityContext',
  'io.dapr.workflows.WorkflowStub',
  'io.dapr.workflows.WorkflowTaskOptions',
  'java.time.Duration',
  'java.util.ArrayList',
  'java.util.List',
  'java.util.Map',
];

/** A file of a package with the imports that its text needs; `own` are classes of the project. */
export function javaFile(name: string, text: string, own: readonly string[]): string {
  const code = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\*[^]*?\*\/|\/\/.*/g, '');
  const helpers = ['app.Events', 'app.Flow'];
  const isUsed = (path: string): boolean => {
    const parts = path.split('.');
    const simple = parts.at(-1) ?? '';
    return parts.slice(0, -1).join('.') !== name && new RegExp(`(?<![\\w.])${simple}\\b`).test(code);
  };
  const imports = [...helpers, ...own, ...libraries].filter(isUsed).sort();
  const lines = imports.map((path) => `import ${path};`);
  return [`package ${name};`, '', ...(lines.length === 0 ? [] : [...lines, '']), text].join('\n');
}

/** Text of a diagram for a comment of any kind, which it does not leave. */
export function javaComment(text: string): string {
  return withoutEscapes(oneLine(text).replaceAll('*/', '* /'));
}

/**
 * Java reads `\u002a\u002f` as the end of a comment and `\u000a` as the end of a line, and a `\u` without a number after it is
 * an error (JLS 17, 3.3).
 */
export function withoutEscapes(text: string): string {
  return text.replaceAll('\\u', '\\ u');
}
