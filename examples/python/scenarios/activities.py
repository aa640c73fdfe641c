"""The work that the workflows order. Activities may do anything; workflows may not."""

import os
import threading
from collections import Counter
from pathlib import Path

from dapr.ext.workflow import WorkflowActivityContext


def double(_: WorkflowActivityContext, value: int) -> int:
    return value * 2


def add_one(_: WorkflowActivityContext, value: int) -> int:
    return value + 1


def square(_: WorkflowActivityContext, value: int) -> int:
    return value * value


_tries: Counter[str] = Counter()
_tries_lock = threading.Lock()


def _count_try(key: str) -> int:
    """Counts one more try; in a file when FLAKY_DIR is set, so that a new worker goes on counting."""
    folder = os.environ.get('FLAKY_DIR')
    if not folder:
        with _tries_lock:
            _tries[key] += 1
            return _tries[key]
    path = Path(folder, key)
    with path.open('a') as file:
        file.write('.')
    return path.stat().st_size


def flaky(_: WorkflowActivityContext, order: dict) -> str:
    """Stands for a service that is down for the first calls: fails `failures` times, then succeeds."""
    failures, key = order['failures'], order['key']
    tries = _count_try(key)
    if tries <= failures:
        raise RuntimeError(f'flaky: try {tries} of {key} failed')
    return f'succeeded after {failures} failures'
