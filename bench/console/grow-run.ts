import { setTimeout as pass } from 'node:timers/promises';

const PER_SECOND = 30;

/**
 * Sends events to an execution of the default app, 30 a second, until the function that it answers is called; that one
 * rejects when one of them was refused.
 */
export function growRun(url: string, instanceId: string): () => Promise<void> {
  const stop = new AbortController();
  const growing = (async () => {
    for (let sent = 0; !stop.signal.aborted; sent += 1) {
      const [response] = await Promise.all([sendEvent(url, instanceId, sent), pass(1_000 / PER_SECOND)]);
      if (!response.ok) throw new Error(`event ${sent} to ${instanceId}: ${response.status} ${await response.text()}`);
    }
  })();
  growing.catch(() => undefined);
  return () => {
    stop.abort();
    return growing;
  };
}

function sendEvent(url: string, instanceId: string, count: number): Promise<Response> {
  return fetch(`${url}/api/v1/instances/default/${instanceId}/raise-event`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Tick', data: JSON.stringify({ count }) }),
  });
}
