import { errorCodes } from '../error-codes';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { filled } from '../typed/filled';
import type { CsharpContext } from './csharp-names';
import { csharpText } from './csharp-types';
import { testCsprojTemplate } from './csproj-text';
import { stubContextText, stubEngineText, turnsText } from './stub-texts';

/** A test for each workflow that is started by itself, and what runs it without Dapr. */
export function testFiles({ types, names }: CsharpContext): readonly File[] {
  const { program } = types;
  const { activities, appId, events, workflows } = program;
  const json = (value: unknown): string => csharpText(JSON.stringify(value));
  const errors = errorCodes(program);
  const text = filled(testTemplate, {
    workflows: entries(workflows.map(({ name }) => [name, `new App.${names.workflow(name)}()`])),
    answers: entries(activities.map(({ name, example }) => [name, json(example)])),
    events: entries(events.map(({ name, payload }) => [name, json(exampleInput(program, payload))])),
    ...(errors.length === 0
      ? {}
      : { errors: filled(errorsTemplate, { codes: errors.map(csharpText).join(', ') }), drawn: drawnText }),
    tests: workflows
      .filter(({ origin }) => origin === 'process')
      .map(({ name, data }) =>
        filled(oneTemplate, {
          ...{ name: csharpText(name), method: name, input: json(exampleInput(program, data)) },
          ends:
            errors.length === 0 ? 'Assert.Null(outcome.Error);' : 'Assert.True(EndsAsDrawn(outcome), outcome.Error);',
        }),
      )
      .join('\n'),
  });
  const written: readonly (readonly [string, string])[] = [
    ['App.Tests.csproj', filled(testCsprojTemplate, { appId })],
    ['WorkflowsTests.cs', text],
    ['StubEngine.cs', stubEngineText],
    ['StubContext.cs', stubContextText],
    ['Turns.cs', turnsText],
  ];
  return written.map(([name, content]) => ({ path: `Tests/${name}`, text: content, keep: false }));
}

function entries(values: readonly (readonly [string, string])[]): string {
  const lines = values.map(([name, value]) => `        [${csharpText(name)}] = ${value},\n`);
  return `new()\n    {\n${lines.join('')}    }`;
}

const testTemplate = `using Dapr.Workflow;
using Xunit;

namespace AppTests;

/// <summary>Runs the workflows in memory, with stub activities.</summary>
public class WorkflowsTests
{
    private static readonly Dictionary<string, IWorkflow> Workflows = {{workflows}};

    /// <summary>What each activity answers here, as JSON, whatever its body does.</summary>
    private static readonly Dictionary<string, string> Answers = {{answers}};

    /// <summary>What the events bring that the workflows wait for, as JSON.</summary>
    private static readonly Dictionary<string, string> Events = {{events}};

{{errors}}{{tests}}
    private static Outcome Run(string name, string input, First first) =>
        new StubEngine(Workflows, Answers, Events, first).Run(name, input);
{{drawn}}}
`;

const errorsTemplate = `    /// <summary>The errors that the diagram ends with, by their codes.</summary>
    private static readonly string[] Errors = { {{codes}} };

`;

const drawnText = `
    private static bool EndsAsDrawn(Outcome outcome) =>
        outcome.Error is null || Errors.Any(code => outcome.Error.Contains("[" + code + "]"));
`;

const oneTemplate = `    [Theory]
    [InlineData(First.Earliest)]
    [InlineData(First.Latest)]
    public void {{method}}EndsTheSameWayTwice(First first)
    {
        var outcome = Run({{name}}, {{input}}, first);
        {{ends}}
        Assert.Equal(outcome, Run({{name}}, {{input}}, first));
    }
`;
