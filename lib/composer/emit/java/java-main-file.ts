import type { App } from '../../plan/program';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { deeper } from '../typed/block';
import { filled } from '../typed/filled';
import { jarName, type JavaContext, SOURCES } from './java-names';
import { mainTemplate } from './java-texts';
import { javaText } from './java-types';

/** The worker, and a start from the command line. */
export function mainFile(context: JavaContext): File {
  const { types, names } = context;
  const { program } = types;
  const { workflows, activities, apps } = program;
  const [main] = workflows;
  const imports = [
    ...activities.map(({ name }) => `import app.activities.${names.activity(name)};`),
    ...workflows.map(({ name }) => `import app.workflows.${names.workflow(name)};`),
  ];
  const text = filled(mainTemplate, {
    imports: imports.sort().join('\n'),
    ...{ name: main?.name ?? '', quoted: javaText(main?.name ?? ''), jar: jarName(program) },
    example: javaText(JSON.stringify(exampleInput(program, main?.data ?? ''))),
    serves: apps === undefined ? '' : ' The worker serves the app whose App ID APP_ID says.',
    runtime: deeper('    ', apps === undefined ? oneApp(context) : severalApps(context, apps)).join('\n'),
  });
  return { path: `${SOURCES}/Main.java`, text, keep: false };
}

function oneApp(context: JavaContext): readonly string[] {
  const registered = registrationsOf(context).map((line) => `    ${line}`);
  return ['var runtime = new WorkflowRuntimeBuilder()', ...registered, '    .build();'];
}

function severalApps(context: JavaContext, apps: readonly App[]): readonly string[] {
  const served = apps.flatMap((app) => {
    const lines = registrationsOf(context, app).map((line) => `    ${line}`);
    return [`case ${javaText(app.appId)} -> builder`, ...lines.slice(0, -1), `${lines.at(-1) ?? ''};`];
  });
  const ids = apps.map(({ appId }) => appId).join(', ');
  return [
    'var appId = System.getenv().getOrDefault("APP_ID", "");',
    'var builder = new WorkflowRuntimeBuilder();',
    'switch (appId) {',
    ...deeper('  ', [
      ...served,
      'default -> {',
      `  System.err.println("APP_ID is \\"" + appId + "\\" and must be one of ${ids}");`,
      '  System.exit(1);',
      '}',
    ]),
    '}',
    'var runtime = builder.build();',
  ];
}

/** The registrations of an app; of all that there is where none is named. */
function registrationsOf({ types, names }: JavaContext, app?: App): readonly string[] {
  const { workflows, activities } = types.program;
  return [
    ...workflows
      .filter(({ name }) => app?.workflows.includes(name) ?? true)
      .map(({ name }) => `.registerWorkflow(${javaText(name)}, ${names.workflow(name)}.class)`),
    ...activities
      .filter(({ name }) => app?.activities.includes(name) ?? true)
      .map(({ name }) => `.registerActivity(${javaText(name)}, ${names.activity(name)}.class)`),
  ];
}
