import type { Program } from '../../plan/program';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { filled } from '../typed/filled';
import { text, valueLines } from './literal';
import { localName } from './names';

/** A test for each workflow that is started by itself, and what runs it without Dapr. */
export function testFiles(program: Program): readonly File[] {
  const answers = Object.fromEntries(program.activities.map(({ name, example }) => [name, example]));
  const tops = program.workflows.filter(({ origin }) => origin === 'process');
  const input = exampleInput(program, tops[0]?.data ?? '');
  const tests = tops.map(
    ({ name }) => `
    def test_${localName(name).replace(/_$/, '')}_runs_the_same_way_twice(self):
        first = outcome_of(${text(name)})
        self.assertIsInstance(first, (Run, str))
        again = outcome_of(${text(name)})
        self.assertEqual(first, again)
`,
  );
  const body = `"""Runs the workflows in memory, with stub activities."""

import unittest

from tests.run_workflow import Run, run_workflow

# What each activity answers here, whatever its body does.
${valueLines('ANSWERS = ', answers, { depth: 0 }).join('\n')}

${valueLines('GIVEN = ', input, { depth: 0 }).join('\n')}


def outcome_of(name):
    """How a workflow ends: with its output, or with the error that the diagram ends with."""
    try:
        return run_workflow(name, GIVEN, ANSWERS)
    except Exception as error:
        return str(error)


class WorkflowTest(unittest.TestCase):
${tests.join('').replace(/^\n/, '')}

if __name__ == "__main__":
    unittest.main()
`;
  return [
    { path: 'tests/__init__.py', text: '', keep: false },
    { path: 'tests/test_workflows.py', text: body, keep: false },
    { path: 'tests/run_workflow.py', text: runWorkflowText(program), keep: false },
  ];
}

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
        return self._result

    def get_result(self):
        return self._result


class StubContext:
    """Events come and timers fire as soon as they are waited for."""

    current_utc_datetime = datetime(2000, 1, 1)

    def __init__(self, run, answers):
        self._run = run
        self._answers = answers

    def call_activity(self, name, *, {{options}}):
        def work():
            self._run.steps.append(name)
            return deepcopy(self._answers[name])

        return StubTask(work)

    def call_child_workflow(self, name, *, {{options}}):
        def work():
            child = run_workflow(name, input, self._answers)
            self._run.steps.extend([*child.steps, name])
            return child.output

        return StubTask(work)

    def wait_for_external_event(self, name):
        return StubTask(dict)

    def create_timer(self, fire_at):
        return StubTask(dict)


def run_workflow(name, given, answers):
    """Runs a workflow to its end; of several tasks, the one that was named first wins."""
    run = Run()
    if name not in WORKFLOWS:
        return Run(output={}, steps=[name])
    turns = WORKFLOWS[name](StubContext(run, answers), deepcopy(given))
    if not isgenerator(turns):
        return Run(output=turns)
    try:
        task = next(turns)
        while True:
            if hasattr(task, "get_tasks"):
                chosen = task.get_tasks()[0]
                chosen.end()
                task = turns.send(chosen)
            else:
                task = turns.send(task.end())
    except StopIteration as stop:
        run.output = stop.value
    return run
`;
