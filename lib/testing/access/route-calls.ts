import type { UseCaseName } from '@/lib/services/access/use-cases';

/** One way to ask the console's HTTP API for something: what each route is called with, and which use cases it stands for. */
export type RouteCall = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /**
   * Folder of the route under app/api/v1; [appId] and [instanceId] are those of the instance that is asked about, here, in the
   * query and in the body; [nth] makes a name that no other call has.
   */
  readonly route: string;
  readonly services: readonly UseCaseName[];
  readonly query?: string;
  readonly body?: object;
  /** It is about something that is not there, so that whoever may ask is answered 404. */
  readonly isMissing?: true;
};

const JOB = { isMissing: true } as const;

const INSTANCE = 'instances/[appId]/[instanceId]';

/** All of them; app/api/access.test.ts fails for a route that has none. */
export const ROUTE_CALLS: readonly RouteCall[] = [
  { method: 'GET', route: 'me', services: ['whoAmI'] },
  { method: 'GET', route: 'runtime', services: ['getRuntimeState'] },
  { method: 'GET', route: 'settings', services: ['getSettings'] },
  { method: 'GET', route: 'composer/language-model', services: ['getLanguageModel'] },
  {
    ...{ method: 'POST', route: 'composer/language-model', services: ['drawDescription'] },
    body: { text: 'Say hello.', to: { host: 'model.example', name: 'm' } },
  },
  { method: 'GET', route: 'workers', services: ['listWorkers'] },
  { method: 'GET', route: 'workflows', services: ['listWorkflows'] },
  { method: 'GET', route: 'trends', services: ['readTrends'], query: 'range=1h' },
  { method: 'GET', route: 'events', services: ['revisionToWatch', 'watchChanges'], query: 'after=0' },
  { method: 'GET', route: 'names', services: ['listNames'] },
  { method: 'GET', route: 'audit', services: ['listAudit'] },
  { method: 'GET', route: 'audit/export', services: ['exportAudit'], query: 'format=csv' },
  { method: 'GET', route: 'tokens', services: ['listTokens'] },
  {
    ...{ method: 'POST', route: 'tokens', services: ['createToken'] },
    body: { name: 'deploy', role: 'viewer' },
  },
  { method: 'DELETE', route: 'tokens', services: ['revokeToken'], query: 'id=kept', isMissing: true },
  { method: 'GET', route: 'sessions', services: ['listSessions'] },
  { method: 'DELETE', route: 'sessions', services: ['endSessions'], query: 'name=nobody', isMissing: true },
  { method: 'GET', route: 'targets', services: ['listTargets'] },
  { method: 'POST', route: 'targets', services: ['addTarget'], body: { appId: 'orders', address: '50001' } },
  { method: 'DELETE', route: 'targets', services: ['removeTarget'], query: 'appId=orders' },
  { method: 'POST', route: 'targets/check', services: ['checkTarget'], body: { appId: 'orders', address: '50001' } },
  { method: 'GET', route: 'views', services: ['listViews'] },
  { method: 'POST', route: 'views', services: ['saveView'], body: { name: 'Mine [nth]', search: '' } },
  { method: 'DELETE', route: 'views', services: ['deleteView'], query: 'id=kept', isMissing: true },
  { method: 'GET', route: 'projects', services: ['listProjects'] },
  {
    ...{ method: 'POST', route: 'projects', services: ['runProject'] },
    body: { text: 'flowchart TD\n  a[Pay]', fileName: 'pay.mmd', language: 'javascript' },
  },
  { method: 'DELETE', route: 'projects', services: ['stopProject'], query: 'appId=pay' },
  { method: 'GET', route: 'bulk', services: ['listBulkJobs'] },
  {
    ...{ method: 'POST', route: 'bulk', services: ['draftBulkJob'] },
    body: { action: { kind: 'pause' }, target: { filter: {} } },
  },
  { method: 'GET', route: 'bulk/[id]', services: ['getBulkJob'], ...JOB },
  { method: 'PATCH', route: 'bulk/[id]', services: ['steerBulkJob'], body: {}, ...JOB },
  { method: 'DELETE', route: 'bulk/[id]', services: ['deleteBulkJob'], ...JOB },
  { method: 'POST', route: 'bulk/[id]/confirm', services: ['confirmBulkJob'], body: { setHash: '' }, ...JOB },
  { method: 'POST', route: 'bulk/[id]/retry', services: ['retryBulkJob'], ...JOB },
  { method: 'GET', route: 'bulk/[id]/items', services: ['listBulkItems'], ...JOB },
  { method: 'GET', route: 'bulk/[id]/export', services: ['exportBulkItems'], query: 'format=csv', ...JOB },
  { method: 'GET', route: 'instances', services: ['listInstances'] },
  {
    ...{ method: 'POST', route: 'instances', services: ['startInstance'] },
    body: { appId: '[appId]', name: '[workflow]' },
  },
  { method: 'GET', route: 'instances/counts', services: ['countInstances'] },
  { method: 'GET', route: 'instances/aggregate', services: ['aggregateInstances'] },
  { method: 'GET', route: 'instances/export', services: ['exportInstances'], query: 'format=ndjson' },
  {
    ...{ method: 'POST', route: 'instances/values', services: ['readValues'] },
    body: { refs: [{ appId: '[appId]', instanceId: '[instanceId]' }], paths: ['input'] },
  },
  { method: 'GET', route: INSTANCE, services: ['getInstance'] },
  { method: 'GET', route: `${INSTANCE}/children`, services: ['listChildren'] },
  {
    ...{ method: 'GET', route: `${INSTANCE}/compare`, services: ['compareInstances'] },
    query: 'with=[appId]/[instanceId]',
  },
  { method: 'GET', route: `${INSTANCE}/graph`, services: ['readGraph'] },
  { method: 'GET', route: `${INSTANCE}/export`, services: ['exportRun'] },
  {
    ...{ method: 'POST', route: 'imports', services: ['importRun'] },
    body: {
      run: {
        ...{ appId: '[appId]', instanceId: 'imported', name: '[workflow]', status: 'completed', generation: 1 },
        ...{ createdAt: 1, attempts: 0, history: [], inbox: [], steps: [], redaction: { kind: 'none', paths: [] } },
      },
    },
  },
  { method: 'GET', route: `${INSTANCE}/history`, services: ['readHistory'] },
  { method: 'GET', route: `${INSTANCE}/steps`, services: ['listSteps'] },
  { method: 'POST', route: `${INSTANCE}/pause`, services: ['pauseInstance'], body: {} },
  { method: 'POST', route: `${INSTANCE}/resume`, services: ['resumeInstance'], body: {} },
  { method: 'POST', route: `${INSTANCE}/terminate`, services: ['terminateInstance'], body: {} },
  { method: 'POST', route: `${INSTANCE}/raise-event`, services: ['raiseEvent'], body: { name: 'Go' } },
  { method: 'POST', route: `${INSTANCE}/rerun`, services: ['rerunInstance'], body: { eventId: 0 } },
  { method: 'POST', route: `${INSTANCE}/retry-now`, services: ['retryNow'], body: { eventId: 0 } },
  { method: 'POST', route: `${INSTANCE}/purge`, services: ['purgeInstance'], body: {} },
];

/** Routes that are there for those who are not signed in; they stand for no use case. */
export const GATE_ROUTES: readonly string[] = [
  'sign-in',
  'sign-in/begin',
  'sign-in/finish',
  'sign-out',
  'refused',
  'openapi.json',
];
