import { errorCodes } from '../error-codes';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { filled } from '../typed/filled';
import type { JavaContext } from './java-names';
import { javaText } from './java-types';
import { stubContextText } from './stub-context-text';
import { stubEngineText } from './stub-engine-text';

const TESTS = 'src/test/java/app';

/** A test for each workflow that is started by itself, and what runs it without Dapr. */
export function testFiles({ types, names }: JavaContext): readonly File[] {
  const { program } = types;
  const json = (value: unknown): string => javaText(JSON.stringify(value));
  const errors = errorCodes(program);
  const { activities, events, workflows } = program;
  const text = filled(testTemplate, {
    assertion: errors.length === 0 ? 'assertNull' : 'assertTrue',
    imports: workflows
      .map(({ name }) => `import app.workflows.${names.workflow(name)};\n`)
      .sort()
      .join(''),
    workflows: mapOf(workflows.map(({ name }) => [name, `new ${names.workflow(name)}()`])),
    answers: mapOf(activities.map(({ name, example }) => [name, json(example)])),
    events: mapOf(events.map(({ name, payload }) => [name, json(exampleInput(program, payload))])),
    errors: errors.length === 0 ? '' : filled(errorsTemplate, { codes: errors.map(javaText).join(', ') }),
    tests: workflows
      .filter(({ origin }) => origin === 'process')
      .map(({ name, data }) =>
        filled(oneTemplate, {
          ...{ name: javaText(name), input: json(exampleInput(program, data)) },
          method: `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`,
          ends: errors.length === 0 ? 'assertNull(run.error());' : 'assertTrue(endsAsDrawn(run), run.error());',
        }),
      )
      .join('\n'),
    ...(errors.length === 0 ? {} : { drawn: drawnText, stream: 'import java.util.stream.Stream;\n' }),
  });
  return [
    { path: `${TESTS}/WorkflowsTest.java`, text, keep: false },
    { path: `${TESTS}/StubEngine.java`, text: stubEngineText, keep: false },
    { path: `${TESTS}/StubContext.java`, text: stubContextText, keep: false },
  ];
}

function mapOf(entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return 'Map.of()';
  const lines = entries.map(([name, value]) => `      Map.entry(${javaText(name)}, ${value})`);
  return `Map.ofEntries(\n${lines.join(',\n')})`;
}

const testTemplate = `package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.{{assertion}};

{{imports}}import io.dapr.workflows.Workflow;
import java.util.Map;
{{stream}}import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the workflows in memory, with stub activities. */
class WorkflowsTest {
  private static final Map<String, Workflow> WORKFLOWS = {{workflows}};

  /** What each activity answers here, as JSON, whatever its body does. */
  private static final Map<String, String> ANSWERS = {{answers}};

  /** What the events bring that the workflows wait for, as JSON. */
  private static final Map<String, String> EVENTS = {{events}};

{{errors}}{{tests}}
  private static StubEngine.Run run(String name, String input, StubEngine.First first) {
    return new StubEngine(WORKFLOWS, ANSWERS, EVENTS, first).run(name, input);
  }
{{drawn}}}
`;

const errorsTemplate = `  /** The errors that the diagram ends with, by their codes. */
  private static final String[] ERRORS = { {{codes}} };

`;

const drawnText = `
  private static boolean endsAsDrawn(StubEngine.Run run) {
    return run.error() == null || Stream.of(ERRORS).anyMatch(code -> run.error().contains("[" + code + "]"));
  }
`;

const oneTemplate = `  @ParameterizedTest
  @EnumSource
  void {{method}}EndsTheSameWayTwice(StubEngine.First first) {
    var run = run({{name}}, {{input}}, first);
    {{ends}}
    assertEquals(run, run({{name}}, {{input}}, first));
  }
`;
