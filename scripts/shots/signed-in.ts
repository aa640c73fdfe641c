import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { APIRequestContext } from '@playwright/test';
import { hashPassword } from '@/lib/bootstrap/console/tokens-at';

/** Who a picture is taken as. */
export type Credentials = { readonly name: string; readonly password: string };

const PASSWORD = 'correct horse battery';

export const ADMIN: Credentials = { name: 'ada', password: PASSWORD };
export const VIEWER: Credentials = { name: 'vera', password: PASSWORD };
const OPERATOR: Credentials = { name: 'night-shift-operator@orders.example', password: PASSWORD };
/** Those who are there beside the one at the console. */
export const COLLEAGUES = [VIEWER, OPERATOR] as const;
/** Executions in a second: the job is paused before it has come far. */
const SLOW = 2;
/** Longer than a job is held before it begins. */
const PATIENCE_MS = 60_000;

/** Writes the file that makes a console ask who one is. */
export async function writeUsers(path: string): Promise<void> {
  const password = await hashPassword(PASSWORD);
  const users = {
    [ADMIN.name]: { role: 'admin', password },
    [OPERATOR.name]: { role: 'operator', password },
    [VIEWER.name]: { role: 'viewer', password, apps: ['order-service'], seesPayloads: false },
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ auth: { users } }));
}

/** Signs in; whoever asks has the cookie from then on. */
export async function signIn(request: APIRequestContext, who: Credentials): Promise<void> {
  await send(request, 'sign-in', who);
}

/**
 * Leaves on a console what a day leaves: tokens, a refusal, a bulk job that ended and one that is paused. Answers with the
 * addresses of the two jobs. Whoever asks is the Admin from then on.
 */
export async function liveADay(request: APIRequestContext): Promise<readonly string[]> {
  await request.post('/api/v1/sign-in', { data: { ...VIEWER, password: 'wrong' } });
  await signIn(request, ADMIN);
  const scope = { apps: ['order-service', 'payment-service'], workflows: ['Process*'] };
  await send(request, 'tokens', { name: 'deploy pipeline', role: 'operator', scope });
  await send(request, 'tokens', { name: 'status board', role: 'viewer', expiresAt: Date.now() + 86_400_000 * 30 });
  const ended = await startJob(request, 'terminate', { reason: 'bad deploy of payment-service' });
  await until(request, ended, 'finished');
  const paused = await startJob(request, 'purge', { rate: SLOW });
  await request.patch(`/api/v1/bulk/${paused}`, { data: { state: 'paused' } });
  return [ended, paused].map((id) => `/operations/bulk/${id}`);
}

async function startJob(request: APIRequestContext, kind: 'terminate' | 'purge', how: object): Promise<string> {
  const action = { kind, recursive: true };
  const { id } = (await send(request, 'bulk', { action, target: { filter: { q: 'app:order-service' } } })) as { id: string };
  const { setHash } = await until(request, id, 'ready');
  await send(request, `bulk/${id}/confirm`, { setHash, ...how });
  return id;
}

async function until(request: APIRequestContext, id: string, state: string): Promise<{ readonly setHash: string }> {
  let seen = 'absent';
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(200)) {
    const job = (await (await request.get(`/api/v1/bulk/${id}`)).json()) as { state: string; setHash: string };
    if (job.state === state) return job;
    seen = job.state;
  }
  throw new Error(`the bulk job ${id} stayed ${seen}; the pictures show it ${state}`);
}

async function send(request: APIRequestContext, path: string, data: object): Promise<unknown> {
  const answer = await request.post(`/api/v1/${path}`, { data });
  if (!answer.ok()) throw new Error(`POST ${path} was answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}
