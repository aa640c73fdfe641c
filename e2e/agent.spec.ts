import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, ROOT } from './fixtures/child';
import { expect, startPerdure, test, type Perdure } from './fixtures/perdure';

/** Its own: a worker of another test would be handed these workflows too, and know none of them. */
let perdure: Perdure & { stop(): Promise<void> };
test.beforeAll(async () => {
  perdure = await startPerdure();
});
test.afterAll(() => perdure.stop());

test('an agent whose worker is killed goes on, asks a person, and calls no tool twice', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-agent-'));
  const ledger = join(folder, 'calls');
  const { client } = perdure;
  const first = await startAgent(perdure, ledger);
  const id = await client.scheduleNewWorkflow('AgentWorkflow', 'Plan a night in Oslo, tomorrow.');
  await page.goto(`${perdure.addresses.console}/instances/default/${id}`);
  await expect(page.getByText('wants to book: {"hotel":"Hotel Aurora"}').first()).toBeVisible();
  await first.stop('SIGKILL');

  const second = await startAgent(perdure, ledger);
  await client.raiseEvent(id, 'Approval', { approved: true, by: 'Ada' });
  const state = await client.waitForWorkflowCompletion(id, true, 30);
  expect(JSON.parse(state?.serializedOutput ?? '')).toBe(
    'Oslo: sunny, 24 °C. booked Hotel Aurora, confirmation PD-4711.',
  );
  expect(callsIn(ledger)).toEqual(['0-hotels hotels', '0-weather weather', '2-book book']);

  const refused = await client.scheduleNewWorkflow('AgentWorkflow', 'Plan a night in Bergen, tomorrow.');
  await client.raiseEvent(refused, 'Approval', { approved: false, by: 'Ada' });
  const end = await client.waitForWorkflowCompletion(refused, true, 30);
  expect(JSON.parse(end?.serializedOutput ?? '')).toBe('Bergen: sunny, 24 °C. Ada did not agree.');
  await second.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

async function startAgent({ grpcPort }: Perdure, ledger: string): Promise<Child> {
  const args = [join(ROOT, 'examples', 'agent', 'src', 'worker.ts')];
  const agent = new Child({ args, env: { DAPR_GRPC_PORT: grpcPort, AGENT_LEDGER: ledger } });
  await agent.line(/^The agent is ready/);
  return agent;
}

function callsIn(ledger: string): readonly string[] {
  return readFileSync(ledger, 'utf8').trim().split('\n').sort();
}
