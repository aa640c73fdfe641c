"""A worker on the plain Python SDK that reports which of the payloads that count as false arrive, and as what."""

import json
import threading

from dapr.ext.workflow import DaprWorkflowContext, WorkflowActivityContext, WorkflowRuntime

VALUES = [None, 0, False, '']


def describe(value) -> str:
    return 'nothing' if value is None else json.dumps(value)


def receive(_: WorkflowActivityContext, value) -> str:
    return describe(value)


def give(_: WorkflowActivityContext, order: dict):
    return VALUES[order['index']]


def payloads(ctx: DaprWorkflowContext, value):
    received = []
    for sent in VALUES:
        received.append((yield ctx.call_activity(receive, input=sent)))
    given = []
    for index in range(len(VALUES)):
        given.append(describe((yield ctx.call_activity(give, input={'index': index}))))
    raised = []
    while len(raised) < 5:
        raised.append(describe((yield ctx.wait_for_external_event('Data'))))
    return {'input': describe(value), 'received': received, 'given': given, 'raised': raised}


runtime = WorkflowRuntime()
runtime.register_workflow(payloads, name='Payloads')
runtime.register_activity(receive)
runtime.register_activity(give)
runtime.start()
print('worker ready', flush=True)
threading.Event().wait()
