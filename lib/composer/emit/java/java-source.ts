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
  'java.time.Duration',
  'java.util.ArrayList',
  'java.util.List',
  'java.util.Map',
];

/** A file of a package with the imports that its text needs; `own` are classes of the project. */
export function javaFile(name: string, text: string, own: readonly string[]): string {
  const code = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
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

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*/', '').trim();
}
