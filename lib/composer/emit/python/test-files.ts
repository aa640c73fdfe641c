import type { Program } from '../../plan/program';
import { errorCodes } from '../error-codes';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { filled } from '../typed/filled';
import { callLines, text, valueLines } from './literal';
import { localName } from './names';

/** A test for each workflow that is started by itself, and what runs it without Dapr. */
export function testFiles(program: Program): readonly File[] {
  const answers = Object.fromEntries(program.activities.map(({ name, example }) => [name, example]));
  const tops = program.workflows.filter(({ origin }) => origin === 'process');
  const inputs = Object.fromEntries(tops.map(({ name, data }) => [name, exampleInput(program, data)]));
  const endsInErrors = errorCodes(program).length > 0;
  const tests = tops.map(({ name }) => testText(name));
  const body = `"""Runs the workflows in memory, with stub activities."""

import unittest

${endsInErrors ? 'from flow import ProcessError\n' : ''}from tests.run_workflow import ${endsInErrors ? 'Run, ' : ''}run_workflow

# What each activity answers here, whatever its body does.
${valueLines('ANSWERS = ', answers, { depth: 0 }).join('\n')}

# What each workflow is started with.
${valueLines('GIVEN = ', inputs, { depth: 0 }).join('\n')}


${endsInErrors ? outcomeOrErrorText : outcomeText}


class WorkflowTest(unittest.TestCase):
${tests.join('\n\n')}


if __name__ == "__main__":
    unittest.main()
`;
  return [
    { path: 'tests/__init__.py', text: '', keep: false },
    { path: 'tests/test_workflows.py', text: body, keep: false },
    { path: 'tests/run_workflow.py', text: runWorkflowText(program), keep: false },
  ];
}

function testText(name: string): string {
  const outcome = (before: string) =>
    callLines(before, [text(name), 'first'], { depth: 4 }).map((line) => `${' '.repeat(16)}${line}`);
  return [
    `    def test_${localName(name).replace(/_$/, '')}_runs_the_same_way_twice(self):`,
    '        for first in ("earliest", "latest"):',
    '            with self.subTest(first=first):',
    ...outcome('outcome = outcome_of'),
    '                self.assertIsNotNone(outcome.output)',
    ...outcome('again = outcome_of'),
    '                self.assertEqual(outcome, again)',
  ].join('\n');
}

const outcomeText = `def outcome_of(name, first):
    """How a workflow ends when the first or the last of its tasks wins each race."""
    return run_workflow(name, GIVEN[name], ANSWERS, first)`;

const outcomeOrErrorText = `def outcome_of(name, first):
    """How a workflow ends: with its output, or with an error that the diagram knows."""
    try:
        return run_workflow(name, GIVEN[name], ANSWERS, first)
    except ProcessError as error:
        return Run(output=str(error))`;

/** Where activities may be called in other apps, the stub takes their App IDs as the SDK does. */
function runWorkflowText({ apps }: Program): string {
  return filled(inMemoryTemplate, { options: apps === undefined ? 'input=None' : 'input=None, app_id=None' });
}

const inMemoryTemplate = `"""Runs a workflow of this project in memory, as the SDK would."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from inspect import isgenerator

from workflows import WORKFLOWS


@dataclass
class Run:
    """How a workflow ended, and the steps that it took, in the order of their ends."""

    output: object = None
    steps: list = field(default_factory=list)


class StubTask:
    """A task that is ended when somebody waits for it."""

    def __init__(self, work):
        self._work = work
        self._parent = None
        self._result = None
        self.is_complete = False
        self.is_failed = False

    def end(self):
        if not self.is_complete:
            self.is_complete = True
            self._result = self._work()
            if self._parent is not None:
                self._parent.on_child_completed(self)
        return self._result

    def get_result(self):
        return self._result


class StubContext:
    """Events come and timers fire as soon as they are waited for."""

    current_utc_datetime = datetime(2000, 1, 1)

    def __init__(self, run, answers, first):
        self._run = run
        self._answers = answers
        self._first = first

    def call_activity(self, name, *, {{options}}):
        def work():
            self._run.steps.append(name)
            return deepcopy(self._answers[name])

        return StubTask(work)

    def call_child_workflow(self, name, *, {{options}}):
        def work():
            child = run_workflow(name, input, self._answers, self._first)
            self._run.steps.extend([*child.steps, name])
            return child.output

        return StubTask(work)

    def wait_for_external_event(self, name):
        return StubTask(dict)

    def create_timer(self, fire_at):
        return StubTask(dict)


def run_workflow(name, given, answers, first="earliest"):
    """Runs a workflow to its end; of several tasks, the first or the last one wins."""
    run = Run()
    if name not in WORKFLOWS:
        return Run(output={}, steps=[name])
    turns = WORKFLOWS[name](StubContext(run, answers, first), deepcopy(given))
    if not isgenerator(turns):
        return Run(output=turns)
    races = 0
    try:
        task = next(turns)
        while True:
            if hasattr(task, "get_tasks"):
                races += 1
                # Every tenth race goes the other way, so that a loop around one ends.
                is_first = (first == "earliest") == (races % 10 > 0)
                chosen = task.get_tasks()[0 if is_first else -1]
                chosen.end()
                task = turns.send(chosen)
            else:
                task = turns.send(task.end())
    except StopIteration as stop:
        run.output = stop.value
    return run
`;
