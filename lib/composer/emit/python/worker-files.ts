import type { App, Program } from '../../plan/program';
import type { File } from '../file';
import { valueLines } from './literal';

/** The worker, and what it serves as which app where there are several. */
export function workerFiles({ appId, apps }: Program): readonly File[] {
  if (apps === undefined) return [{ path: 'main.py', text: mainText(appId), keep: false }];
  return [
    { path: 'main.py', text: laneMainText, keep: false },
    { path: 'apps.py', text: appsText(apps), keep: false },
  ];
}

function appsText(apps: readonly App[]): string {
  const served = apps.map(({ appId, workflows, activities }) => [appId, [...workflows, ...activities]] as const);
  const lines = valueLines('APPS = ', Object.fromEntries(served), { depth: 0 });
  return `"""What each app serves, by its App ID."""\n\n${lines.join('\n')}\n`;
}

const stopping = `    runtime.start()

    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())`;

const ending = `    stopped.wait()
    runtime.shutdown()


if __name__ == "__main__":
    main()
`;

function mainText(appId: string): string {
  return `"""The worker: serves workflows and activities until it is told to end."""

import signal
import threading

from dapr.ext.workflow import WorkflowRuntime

from activities import ACTIVITIES
from workflows import WORKFLOWS


def main() -> None:
    runtime = WorkflowRuntime()
    for name, workflow in WORKFLOWS.items():
        runtime.register_workflow(workflow, name=name)
    for name, activity in ACTIVITIES.items():
        runtime.register_activity(activity, name=name)
${stopping}
    print("${appId} is ready", flush=True)
${ending}`;
}

const laneMainText = `"""The worker: serves what the app does whose App ID APP_ID says."""

import os
import signal
import sys
import threading

from dapr.ext.workflow import WorkflowRuntime

from activities import ACTIVITIES
from apps import APPS
from workflows import WORKFLOWS


def main() -> None:
    app_id = os.environ.get("APP_ID", "")
    if app_id not in APPS:
        sys.exit(f'APP_ID is "{app_id}" and must be one of {", ".join(APPS)}')
    runtime = WorkflowRuntime()
    for name in APPS[app_id]:
        if name in WORKFLOWS:
            runtime.register_workflow(WORKFLOWS[name], name=name)
        else:
            runtime.register_activity(ACTIVITIES[name], name=name)
${stopping}
    print(f"{app_id} is ready", flush=True)
${ending}`;
