"""A worker on the plain Python SDK: one workflow per shape of a graph that no example in examples/ has."""

import os
import threading
from collections import Counter
from datetime import timedelta

from dapr.ext.workflow import (
    DaprWorkflowContext,
    RetryPolicy,
    WorkflowActivityContext,
    WorkflowRuntime,
    when_all,
    when_any,
)

TWO_RETRIES = RetryPolicy(
    first_retry_interval=timedelta(milliseconds=100),
    max_number_of_attempts=3,
    backoff_coefficient=1,
)
_tries: Counter[str] = Counter()


def add_one(_: WorkflowActivityContext, value: int) -> int:
    return value + 1


def square(_: WorkflowActivityContext, value: int) -> int:
    return value * value


def hold(_: WorkflowActivityContext, _value) -> None:
    """Never comes back."""
    threading.Event().wait()


def count_try(_: WorkflowActivityContext, key: str) -> int:
    _tries[key] += 1
    return _tries[key]


def nothing(_: DaprWorkflowContext):
    """Ends without a step."""
    return 'done'


def steps(ctx: DaprWorkflowContext):
    one = yield ctx.call_activity(add_one, input=1)
    two = yield ctx.call_activity(add_one, input=one)
    return (yield ctx.call_activity(add_one, input=two))


def region(ctx: DaprWorkflowContext, count: int):
    """Says how many numbers it has once it is opened."""
    yield ctx.wait_for_external_event('Open')
    return count


def nested_fan_out(ctx: DaprWorkflowContext, counts: list):
    """Fans out again for each region as soon as that one is known, and joins all that came of it."""
    waiting = [
        ctx.call_child_workflow(region, input=count, instance_id=f'{ctx.instance_id}-region-{index}')
        for index, count in enumerate(counts)
    ]
    squares = []
    while waiting:
        first = yield when_any(waiting)
        waiting.remove(first)
        squares += [ctx.call_activity(square, input=value) for value in range(1, first.get_result() + 1)]
    results = yield when_all(squares)
    return (yield ctx.call_activity(add_one, input=sum(results)))


def reminder(ctx: DaprWorkflowContext, request: dict):
    """Takes the reply or does without, then goes on."""
    try:
        yield ctx.wait_for_external_event('Reply', timeout=timedelta(seconds=request['seconds']))
        replies = 1
    except TimeoutError:
        replies = 0
    return (yield ctx.call_activity(add_one, input=replies))


def race(ctx: DaprWorkflowContext):
    """Goes on with whoever is first."""
    yield when_any([ctx.call_activity(hold), ctx.call_activity(square, input=2)])
    return (yield ctx.call_activity(add_one, input=4))


def in_flight(ctx: DaprWorkflowContext):
    one = yield ctx.call_activity(add_one, input=1)
    yield ctx.call_activity(hold)
    return one


def fragile(ctx: DaprWorkflowContext, key: str):
    """Fails twice for a key."""
    tries = yield ctx.call_activity(count_try, input=key)
    if tries < 3:
        raise RuntimeError(f'fragile: try {tries} failed')
    return tries


def stubborn(ctx: DaprWorkflowContext):
    """Leaves trying a child again to the SDK."""
    tries = yield ctx.call_child_workflow(fragile, input=ctx.instance_id, retry_policy=TWO_RETRIES)
    return (yield ctx.call_activity(add_one, input=tries))


def versioned(ctx: DaprWorkflowContext):
    """Goes on only where its version is known."""
    yield ctx.wait_for_external_event('Go')
    return (yield ctx.call_activity(add_one, input=1))


WORKFLOWS = {
    'Nothing': nothing,
    'Steps': steps,
    'Region': region,
    'NestedFanOut': nested_fan_out,
    'Reminder': reminder,
    'Race': race,
    'InFlight': in_flight,
    'Fragile': fragile,
    'Stubborn': stubborn,
}

runtime = WorkflowRuntime()
for name, workflow in WORKFLOWS.items():
    runtime.register_workflow(workflow, name=name)
version = os.environ.get('GRAPH_VERSION', 'v1')
runtime.register_versioned_workflow(versioned, name='Versioned', version_name=version, is_latest=True)
for name, activity in {'AddOne': add_one, 'Square': square, 'Hold': hold, 'CountTry': count_try}.items():
    runtime.register_activity(activity, name=name)
runtime.start()
print('worker ready', flush=True)
threading.Event().wait()
