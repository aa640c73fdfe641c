"""Starts one order and waits a little for its end: python start_order.py <number of items>"""

import sys
import time

from dapr.ext.workflow import DaprWorkflowClient

PATIENCE_IN_SECONDS = 10


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    order_id = f'order-{int(time.time() * 1000)}'
    order = {'id': order_id, 'items': [f'item-{number}' for number in range(1, count + 1)]}

    client = DaprWorkflowClient()
    client.schedule_new_workflow('OrderWorkflow', input=order, instance_id=order_id)
    print(f'Started {order_id}')
    try:
        state = client.wait_for_workflow_completion(order_id, timeout_in_seconds=PATIENCE_IN_SECONDS)
        print(f'{order_id}: {state.serialized_output if state else "no result"}')
    except TimeoutError:
        print(f'{order_id} waits for its approval: perdure workflow raise-event {order_id} Approval --input true')


if __name__ == '__main__':
    main()
