"""Starts one Chain and prints its result: python start_chain.py 5"""

import sys

from dapr.ext.workflow import DaprWorkflowClient

PATIENCE_SECONDS = 30


def main() -> None:
    value = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    client = DaprWorkflowClient()
    instance_id = client.schedule_new_workflow('Chain', input=value)
    state = client.wait_for_workflow_completion(instance_id, timeout_in_seconds=PATIENCE_SECONDS)
    print(f'{instance_id}: {state.serialized_output if state else "no result"}')


if __name__ == '__main__':
    main()
