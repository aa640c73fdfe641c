import type { App } from '../../plan/program';
import { deeper } from '../typed/block';
import type { CsharpContext } from './csharp-names';
import { INDENT } from './csharp-printer';
import { csharpText } from './csharp-types';

type Naming = Pick<CsharpContext, 'types' | 'names'>;

/** What the program's template takes about the app that the worker is: the registrations, and where it is told which one. */
export function registering(naming: Naming): Readonly<Record<string, string>> {
  const { apps } = naming.types.program;
  if (apps === undefined) return { registrations: textOf(registrationsOf(naming)) };
  const ids = apps.map(({ appId }) => csharpText(appId)).join(', ');
  return {
    registrations: textOf(byApp(naming, apps)),
    app: `\nstring[] appIds = [${ids}];\nvar appId = Environment.GetEnvironmentVariable("APP_ID") ?? "";`,
    refusal: `if (!appIds.Contains(appId))
{
    Console.Error.WriteLine($"APP_ID is \\"{appId}\\" and must be one of {string.Join(", ", appIds)}");
    return 1;
}

`,
  };
}

function byApp(naming: Naming, apps: readonly App[]): readonly string[] {
  const cases = apps.flatMap((app) => [
    `case ${csharpText(app.appId)}:`,
    ...deeper(INDENT, [...registrationsOf(naming, app), 'break;']),
  ]);
  return ['switch (appId)', '{', ...deeper(INDENT, cases), '}'];
}

/** The registrations of an app; of all that there is where none is named. */
function registrationsOf({ types, names }: Naming, app?: App): readonly string[] {
  const { workflows, activities } = types.program;
  return [
    ...workflows
      .filter(({ name }) => app?.workflows.includes(name) ?? true)
      .map(({ name }) => `options.RegisterWorkflow<${names.workflow(name)}>(${csharpText(name)});`),
    ...activities
      .filter(({ name }) => app?.activities.includes(name) ?? true)
      .map(({ name }) => `options.RegisterActivity<${names.activity(name)}>(${csharpText(name)});`),
  ];
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => INDENT + line).join('\n');
}
