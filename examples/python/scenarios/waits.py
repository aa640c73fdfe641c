"""Workflows that wait: for people, for time, for other systems."""

from datetime import timedelta

from dapr.ext.workflow import DaprWorkflowContext

from scenarios.activities import add_one


def approval(ctx: DaprWorkflowContext, request: dict):
    """Waits for the event `Approved`, but no longer than the time-out."""
    try:
        who = yield ctx.wait_for_external_event('Approved', timeout=timedelta(seconds=request['seconds']))
    except TimeoutError:
        return 'timed out'
    return f'approved by {who}'


def sleeper(ctx: DaprWorkflowContext, request: dict):
    """A durable timer: it fires on time even when worker and runtime were restarted meanwhile."""
    yield ctx.create_timer(timedelta(seconds=request['seconds']))
    return (yield ctx.call_activity(add_one, input=0))


def listener(ctx: DaprWorkflowContext, count: int):
    """Takes `count` events, one after the other."""
    items = []
    while len(items) < count:
        items.append((yield ctx.wait_for_external_event('Item')))
    return ','.join(items)


def status(ctx: DaprWorkflowContext):
    """Tells the outside where it stands while it waits."""
    ctx.set_custom_status('halfway')
    yield ctx.wait_for_external_event('Go')
    return 'done'
