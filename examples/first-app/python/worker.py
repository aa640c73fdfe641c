"""The worker. Where it connects to is read from DAPR_GRPC_ENDPOINT or DAPR_GRPC_PORT, which `perdure run` and `perdure dev` set."""

import signal
import threading

from dapr.ext.workflow import WorkflowRuntime

from activities import reserve_item, ship_order
from order_workflow import order_workflow


def main() -> None:
    runtime = WorkflowRuntime()
    runtime.register_workflow(order_workflow, name='OrderWorkflow')
    runtime.register_activity(reserve_item)
    runtime.register_activity(ship_order)
    runtime.start()
    print('Worker started')

    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    runtime.shutdown()


if __name__ == '__main__':
    main()
