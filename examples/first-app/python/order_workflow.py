"""The workflow. It is run again from its history after every step, so it must do nothing by itself."""

from datetime import timedelta

from dapr.ext.workflow import DaprWorkflowContext, when_all, when_any

from activities import reserve_item, ship_order

# Orders with more items than this need a person's approval.
APPROVAL_LIMIT = 3


def order_workflow(ctx: DaprWorkflowContext, order: dict):
    """Reserves all items at once, waits for an approval of large orders, and ships."""
    reserved = yield when_all([ctx.call_activity(reserve_item, input=item) for item in order['items']])

    if len(order['items']) > APPROVAL_LIMIT:
        approval = ctx.wait_for_external_event('Approval')
        timeout = ctx.create_timer(timedelta(days=1))
        first = yield when_any([approval, timeout])
        if first == timeout:
            return {'status': 'timed out', 'reserved': reserved}
        if approval.get_result() is not True:
            return {'status': 'rejected', 'reserved': reserved}

    parcel = yield ctx.call_activity(ship_order, input=order)
    return {'status': 'shipped', 'reserved': reserved, 'parcel': parcel}
