"""Workflows that meet errors."""

from datetime import timedelta

from dapr.ext.workflow import DaprWorkflowContext, RetryPolicy

from scenarios.activities import flaky

_four_attempts = RetryPolicy(
    first_retry_interval=timedelta(milliseconds=100),
    max_number_of_attempts=4,
    backoff_coefficient=1,
)


def retrying(ctx: DaprWorkflowContext, request: dict):
    """Leaves trying again to the SDK's retry policy."""
    order = {'failures': request['failures'], 'key': ctx.instance_id}
    return (yield ctx.call_activity(flaky, input=order, retry_policy=_four_attempts))


def broken(_: DaprWorkflowContext):
    """An error that nobody catches fails the workflow."""
    raise RuntimeError('broken on purpose')
