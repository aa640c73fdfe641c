"""Takes one order from an inventory that is kept by Dapr's state API, as Dapr's own quickstarts do it."""

import json

from dapr.clients import DaprClient
from dapr.ext.workflow import (
    DaprWorkflowClient,
    DaprWorkflowContext,
    WorkflowActivityContext,
    WorkflowRuntime,
)

STORE = 'statestore'
runtime = WorkflowRuntime()


@runtime.workflow(name='order_processing')
def order_processing(ctx: DaprWorkflowContext, order: dict):
    """Sells what there is, and says what is left."""
    stock = yield ctx.call_activity(verify_inventory, input=order)
    if not stock['enough']:
        return {'processed': False, 'left': stock['quantity']}
    left = yield ctx.call_activity(update_inventory, input=order)
    return {'processed': True, 'left': left}


@runtime.activity(name='verify_inventory')
def verify_inventory(_: WorkflowActivityContext, order: dict) -> dict:
    """Whether there is enough of an item."""
    with DaprClient() as client:
        quantity = json.loads(client.get_state(STORE, order['item']).data)['quantity']
    return {'enough': quantity >= order['quantity'], 'quantity': quantity}


@runtime.activity(name='update_inventory')
def update_inventory(_: WorkflowActivityContext, order: dict) -> int:
    """Takes what was sold out of the inventory."""
    with DaprClient() as client:
        item = client.get_state(STORE, order['item'])
        left = json.loads(item.data)['quantity'] - order['quantity']
        client.save_state(STORE, order['item'], json.dumps({'quantity': left}), etag=item.etag)
    return left


def main() -> None:
    with DaprClient() as client:
        client.save_state(STORE, 'cars', json.dumps({'quantity': 10}))
    runtime.start()
    client = DaprWorkflowClient()
    for quantity in (4, 5, 6):
        order_id = client.schedule_new_workflow(order_processing, input={'item': 'cars', 'quantity': quantity})
        state = client.wait_for_workflow_completion(order_id, timeout_in_seconds=30)
        print(f'{quantity} cars: {state.serialized_output}', flush=True)
    runtime.shutdown()


if __name__ == '__main__':
    main()
