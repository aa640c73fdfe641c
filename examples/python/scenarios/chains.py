"""Activities one after the other, side by side, in a child, over generations and in another app."""

from dapr.ext.workflow import DaprWorkflowContext, when_all

from scenarios.activities import add_one, double, square


def chain(ctx: DaprWorkflowContext, value: int):
    """Three activities, each with the result of the one before."""
    doubled = yield ctx.call_activity(double, input=value)
    increased = yield ctx.call_activity(add_one, input=doubled)
    return (yield ctx.call_activity(double, input=increased))


def fan_out(ctx: DaprWorkflowContext, count: int):
    """One activity for each number from 1 to `count`, all at once."""
    squares = yield when_all([ctx.call_activity(square, input=number) for number in range(1, count + 1)])
    return sum(squares)


def parent_order(ctx: DaprWorkflowContext, value: int):
    """Leaves the work to a child workflow and goes on with its result."""
    result = yield ctx.call_child_workflow(chain, input=value)
    return (yield ctx.call_activity(add_one, input=result))


def counter(ctx: DaprWorkflowContext, state: dict):
    """One step per generation: the history never grows."""
    count = yield ctx.call_activity(add_one, input=state['count'])
    if count >= state['upTo']:
        return count
    ctx.continue_as_new({'count': count, 'upTo': state['upTo']}, save_events=True)


def elsewhere(ctx: DaprWorkflowContext, order: dict):
    """Lets another app do the work: first an activity of it, then a workflow of it."""
    doubled = yield ctx.call_activity('Double', input=order['number'], app_id=order['app'])
    return (yield ctx.call_child_workflow('Chain', input=doubled, app_id=order['app']))
