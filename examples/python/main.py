"""The worker: registers workflows and activities and serves them until it is told to end."""

import signal
import threading

from dapr.ext.workflow import WorkflowRuntime

from scenarios import activities, chains, failures, waits

WORKFLOWS = {
    'Chain': chains.chain,
    'FanOut': chains.fan_out,
    'ParentOrder': chains.parent_order,
    'Counter': chains.counter,
    'Elsewhere': chains.elsewhere,
    'Approval': waits.approval,
    'Sleeper': waits.sleeper,
    'Listener': waits.listener,
    'Status': waits.status,
    'Retrying': failures.retrying,
    'Broken': failures.broken,
}

ACTIVITIES = {
    'Double': activities.double,
    'AddOne': activities.add_one,
    'Square': activities.square,
    'Flaky': activities.flaky,
}


def main() -> None:
    runtime = WorkflowRuntime()
    for name, workflow in WORKFLOWS.items():
        runtime.register_workflow(workflow, name=name)
    for name, activity in ACTIVITIES.items():
        runtime.register_activity(activity, name=name)
    runtime.start()

    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    print('worker ready', flush=True)
    stopped.wait()
    runtime.shutdown()


if __name__ == '__main__':
    main()
