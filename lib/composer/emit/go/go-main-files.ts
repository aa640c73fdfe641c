import type { Program } from '../../plan/program';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { tasksOf } from '../../plan/tasks-of';
import { errorCodes } from '../error-codes';
import { everyStatement } from '../every-statement';
import { filled } from '../typed/filled';
import { goText } from './go-types';
import { mainTemplate } from './main-text';

/** The worker, and a start from the command line. */
export function mainFile(program: Program): File {
  const [main] = program.workflows;
  const { appId } = program;
  const text = filled(mainTemplate, {
    ...{ appId, name: main?.name ?? '', quoted: goText(main?.name ?? '') },
    example: rawText(JSON.stringify(exampleInput(program, main?.data ?? ''))),
    registered: program.apps === undefined ? 'register(workflows)' : 'register(workflows, os.Getenv("APP_ID"))',
    serves: program.apps === undefined ? '' : ' of the app whose App ID APP_ID says',
  });
  return { path: 'main.go', text, keep: false };
}

/** Runs each process with examples, on an engine in memory. */
export function testFile(program: Program): File {
  const processes = program.workflows.filter(({ origin }) => origin === 'process');
  const events = program.events.map(
    ({ name, payload }) => [name, rawText(JSON.stringify(exampleInput(program, payload)))] as const,
  );
  const codes = errorCodes(program);
  const tests = processes.map(({ name, data }) => {
    const input = rawText(JSON.stringify(exampleInput(program, data)));
    const isDrawn = codes.length === 0 ? '' : ' && !endsAsDrawn(end.FailureDetails.ErrorMessage)';
    return `func Test${name}EndsWithExamples(t *testing.T) {
	end := startEngine(t, eventPayloads).run(t, ${goText(name)}, ${input})
	if end.FailureDetails != nil${isDrawn} {
		t.Fatalf("it failed: %s", end.FailureDetails.ErrorMessage)
	}
}`;
  });
  const imports = codes.length === 0 ? 'import "testing"' : 'import (\n\t"slices"\n\t"strings"\n\t"testing"\n)';
  const text = `package main

${imports}

${elsewhereOf(program)}// eventPayloads are what the events bring that the workflows wait for.
var eventPayloads = ${mapText('map[string]string', events)}

${tests.join('\n\n')}
${drawnErrors(codes)}`;
  return { path: 'workflows_test.go', text, keep: false };
}

/** What tells an error that the diagram ends with, in a workflow or in a child of it, from one that it does not. */
function drawnErrors(codes: readonly string[]): string {
  if (codes.length === 0) return '';
  return `
// drawnErrors are the errors that the diagram ends with, by their codes.
var drawnErrors = []string{${codes.map(goText).join(', ')}}

func endsAsDrawn(message string) bool {
	return slices.ContainsFunc(drawnErrors, func(code string) bool {
		return strings.Contains(message, "["+code+"]")
	})
}
`;
}

/** The workflows that other apps run, which end at once in a test. */
function elsewhereOf({ workflows }: Program): string {
  const own = new Set(workflows.map(({ name }) => name));
  const called = workflows
    .flatMap(({ body }) => everyStatement(body).flatMap(tasksOf))
    .flatMap((task) => (task.kind === 'child' && !own.has(task.workflow) ? [task.workflow] : []));
  const value = mapText(
    'map[string]bool',
    [...new Set(called)].map((name) => [name, 'true'] as const),
  );
  return `// elsewhere are the workflows that other apps run: they end at once here.\nvar elsewhere = ${value}\n\n`;
}

/** `gofmt` puts the values of a map one below the other. */
function mapText(type: string, entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return `${type}{}`;
  const keys = entries.map(([name]) => `${goText(name)}:`);
  const width = Math.max(...keys.map(({ length }) => length));
  const lines = entries.map(([, value], at) => `\t${(keys[at] ?? '').padEnd(width)} ${value},`);
  return [`${type}{`, ...lines, '}'].join('\n');
}

/** Text between backticks, as Go's raw strings are, where there is none in it. */
function rawText(text: string): string {
  return text.includes('`') ? goText(text) : `\`${text}\``;
}
