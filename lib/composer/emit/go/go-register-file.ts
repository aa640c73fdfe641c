import type { App, Program } from '../../plan/program';
import type { File } from '../file';
import type { GoContext } from './go-names';
import { goText } from './go-types';
import { hasRaces } from './go-workflow-file';

/** Makes the workflows and activities known under their names on the wire. */
export function registerFile(context: GoContext): File {
  const { program } = context.types;
  const { apps } = program;
  const text = apps === undefined ? oneApp(context, program) : severalApps(context, program, apps);
  return { path: 'register.go', text: `${text}\n${typedText}`, keep: false };
}

function oneApp(context: GoContext, program: Program): string {
  return `package main

import (
	"context"
	"errors"

	"github.com/dapr/durabletask-go/workflow"
)

// register makes every workflow and activity of this app known under its name on the wire.
func register(${parameter(program)} *workflow.Client) (*workflow.Registry, error) {
	registry := workflow.NewRegistry()
	err := errors.Join(
${entriesOf(context, program)
  .map((entry) => `\t\t${entry}`)
  .join('\n')}
	)
	return registry, err
}
`;
}

function severalApps(context: GoContext, program: Program, apps: readonly App[]): string {
  const ids = apps.map(({ appId }) => goText(appId)).join(', ');
  const cases = apps.flatMap((app) => [
    `\tcase ${goText(app.appId)}:`,
    '\t\treturn errors.Join(',
    ...entriesOf(context, program, app).map((entry) => `\t\t\t${entry}`),
    '\t\t)',
  ]);
  return `package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/dapr/durabletask-go/workflow"
)

// appIDs are those of the apps of this project. The same worker serves each of them.
var appIDs = []string{${ids}}

// register makes what these apps serve known under its names on the wire.
func register(workflows *workflow.Client, apps ...string) (*workflow.Registry, error) {
	registry := workflow.NewRegistry()
	for _, app := range apps {
		if err := serve(registry, workflows, app); err != nil {
			return nil, err
		}
	}
	return registry, nil
}

// serve makes the workflows and activities of one app known.
func serve(registry *workflow.Registry, ${parameter(program)} *workflow.Client, app string) error {
	switch app {
${cases.join('\n')}
	default:
		return fmt.Errorf("APP_ID is %q and must be one of %s", app, strings.Join(appIDs, ", "))
	}
}
`;
}

function parameter(program: Program): string {
  return hasRaces(program) ? 'workflows' : '_';
}

/** The registrations of an app; of all that there is where none is named. */
function entriesOf({ names }: GoContext, program: Program, app?: App): readonly string[] {
  const workflows = program.workflows.filter(({ name }) => app?.workflows.includes(name) ?? true);
  const activities = program.activities.filter(({ name }) => app?.activities.includes(name) ?? true);
  const races = hasRaces(program) && workflows.length > 0;
  return [
    ...workflows.map(({ name }) => `registry.AddWorkflowN(${goText(name)}, ${names.workflow(name)}),`),
    ...(races
      ? [
          'registry.AddWorkflowN(runBeside, runBesideWorkflow),',
          'registry.AddActivityN(tellEnd, tellEndWith(workflows)),',
        ]
      : []),
    ...activities.map(({ name }) => `registry.AddActivityN(${goText(name)}, typed(${names.activity(name)})),`),
  ];
}

const typedText = `// typed makes an activity of a function with an input and an output.
func typed[Input, Output any](do func(context.Context, Input) (Output, error)) workflow.Activity {
	return func(ctx workflow.ActivityContext) (any, error) {
		var input Input
		if err := ctx.GetInput(&input); err != nil {
			return nil, err
		}
		output, err := do(ctx.Context(), input)
		if err != nil {
			return nil, err
		}
		return output, nil
	}
}
`;
