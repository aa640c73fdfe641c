"""What the workflow has done: anything that depends on time, chance or other systems."""

from dapr.ext.workflow import WorkflowActivityContext


def reserve_item(_: WorkflowActivityContext, item: str) -> str:
    """Sets aside one item of an order."""
    return f'{item} reserved'


def ship_order(_: WorkflowActivityContext, order: dict) -> str:
    """Hands the parcel over and answers its number."""
    return f'parcel-{order["id"]}'
