import { workersSchema, type WorkersJson } from '@/lib/api/schemas';
import type { FoundPerdure } from '@/lib/bootstrap/run/find-perdure';
import { AppError } from '@/lib/domain/app-error';
import { countText } from '../print/quantities';
import { createConsoleClient } from '../server/console-client';
import type { Finding } from './finding';

type App = WorkersJson['apps'][number];

const PATIENCE_MS = 2_000;

/** Whether the runtime answers, and who works for which app. */
export async function checkWorkers(
  { pid, addresses: { http, console } }: FoundPerdure,
  token: string | undefined,
): Promise<readonly Finding[]> {
  const health = await fetch(`${http}/v1.0/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    .then(({ ok }) => ok)
    .catch(() => false);
  const runtime: Finding = health
    ? { level: 'ok', about: 'Runtime', says: `answers at ${http}` }
    : {
        ...{ level: 'problem', about: 'Runtime', says: `process ${pid} does not answer at ${http}` },
        fix: 'Look at its log for the reason; it is started again by itself, else stop and start Perdure.',
      };
  if (console === undefined) return [runtime, { level: 'note', about: 'Console', says: 'none runs here' }];
  try {
    const { apps } = await createConsoleClient(console, token).get(workersSchema, '/api/v1/workers');
    return [runtime, { level: 'ok', about: 'Console', says: `answers at ${console}` }, ...apps.map(workersOf)];
  } catch (error) {
    return [runtime, consoleFault(error, console)];
  }
}

function workersOf({ appId, state, connected, open }: App): Finding {
  const about = `Workers of ${appId}`;
  if (connected > 0)
    return { level: 'ok', about, says: `${connected} connected, ${countText(open, 'open execution')}` };
  const fix = `Start one: perdure run --app-id ${appId} -- <what starts it>`;
  if (state === 'unknown') return { level: 'problem', about, says: 'the runtime does not tell', fix };
  if (open === 0) return { level: 'note', about, says: 'none connected, and nothing waits for one' };
  return { level: 'problem', about, says: `none connected, and ${countText(open, 'execution')} cannot go on`, fix };
}

function consoleFault(error: unknown, console: string): Finding {
  const about = 'Console';
  if (error instanceof AppError && error.code === 'unauthenticated') {
    const says = `answers at ${console} and asks who you are, so workers are not told`;
    return { level: 'note', about, says, fix: 'Put an API token into PERDURE_TOKEN.' };
  }
  const says = error instanceof Error ? error.message : String(error);
  return { level: 'problem', about, says, fix: 'Look at the log of Perdure for the reason.' };
}
