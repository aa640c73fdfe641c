import { auditExportSchema, auditPageSchema, auditParamsSchema } from '../audit';
import { doneSchema } from '../actions';
import { describedSchema, descriptionBody, languageModelSchema } from '../composer';
import { namesSchema } from '../names';
import { projectSchema, projectsSchema } from '@/lib/domain/project-schema';
import { projectAppSchema, projectBody } from '../projects';
import { eventsParams } from '../query-params';
import {
  changeFeedSchema,
  meSchema,
  runtimeStateSchema,
  settingsSchema,
  workersSchema,
  workflowsSchema,
} from '../schemas';
import { sessionsOfSchema, sessionsSchema } from '../sessions';
import {
  beginBody,
  begunSchema,
  finishBody,
  finishedSchema,
  signedInSchema,
  signedOutSchema,
  signInBody,
  signOutBody,
} from '../sign-in';
import { checkedSchema, targetAppSchema, targetBody, targetsSchema } from '../targets';
import { createdTokenSchema, tokenBody, tokenIdSchema, tokensSchema } from '../tokens';
import { trendsParamsSchema, trendsSchema } from '../trends';
import { viewBody, viewIdSchema, viewSchema, viewsSchema } from '../views';
import type { Operation } from './operation';

const done = { Done: doneSchema };

/** What can be asked about everything but executions and bulk jobs. */
export const CONSOLE_OPERATIONS = {
  listWorkflows: {
    ...{ method: 'GET', path: '/api/v1/workflows', tag: 'Workflows', useCases: ['listWorkflows'] },
    ...{ summary: 'Lists workflows with their executions by status', answer: { Workflows: workflowsSchema } },
  },
  readTrends: {
    ...{ method: 'GET', path: '/api/v1/trends', tag: 'Workflows', useCases: ['readTrends'] },
    ...{ summary: 'Tells how many executions started and ended, and how long they took', query: trendsParamsSchema },
    answer: { Trends: trendsSchema },
  },
  listWorkers: {
    ...{ method: 'GET', path: '/api/v1/workers', tag: 'Workflows', useCases: ['listWorkers'] },
    ...{ summary: 'Tells who works for each app, and what waits', answer: { Workers: workersSchema } },
  },
  listNames: {
    ...{ method: 'GET', path: '/api/v1/names', tag: 'Workflows', useCases: ['listNames'] },
    ...{ summary: 'Lists what queries may name', answer: { Names: namesSchema } },
  },
  watchChanges: {
    ...{ method: 'GET', path: '/api/v1/events', tag: 'Executions', useCases: ['revisionToWatch', 'watchChanges'] },
    ...{ summary: 'Tells changes of executions as they happen', query: eventsParams },
    stream: { ChangeFeed: changeFeedSchema },
  },
  getRuntimeState: {
    ...{ method: 'GET', path: '/api/v1/runtime', tag: 'Console', useCases: ['getRuntimeState'] },
    ...{ summary: 'Tells whether the runtime answers', answer: { RuntimeState: runtimeStateSchema } },
  },
  getSettings: {
    ...{ method: 'GET', path: '/api/v1/settings', tag: 'Console', useCases: ['getSettings'] },
    ...{ summary: 'Tells what the console was started with', answer: { Settings: settingsSchema } },
  },
  getLanguageModel: {
    ...{ method: 'GET', path: '/api/v1/composer/language-model', tag: 'Console', useCases: ['getLanguageModel'] },
    ...{ summary: 'Tells which language model draws descriptions', answer: { LanguageModel: languageModelSchema } },
  },
  drawDescription: {
    ...{ method: 'POST', path: '/api/v1/composer/language-model', tag: 'Console', useCases: ['drawDescription'] },
    ...{ summary: 'Has the language model draw what is described', body: descriptionBody },
    answer: { Described: describedSchema },
  },
  getOpenApi: {
    ...{ method: 'GET', path: '/api/v1/openapi.json', tag: 'Console', useCases: [] },
    ...{ summary: 'This document', media: ['application/json'] },
  },
  listViews: {
    ...{ method: 'GET', path: '/api/v1/views', tag: 'Console', useCases: ['listViews'] },
    ...{ summary: 'Lists saved views', answer: { Views: viewsSchema } },
  },
  saveView: {
    ...{ method: 'POST', path: '/api/v1/views', tag: 'Console', useCases: ['saveView'] },
    ...{ summary: 'Saves a view, or changes one', body: viewBody, answer: { View: viewSchema } },
  },
  deleteView: {
    ...{ method: 'DELETE', path: '/api/v1/views', tag: 'Console', useCases: ['deleteView'] },
    ...{ summary: 'Deletes a saved view', query: viewIdSchema, answer: done },
  },
  listProjects: {
    ...{ method: 'GET', path: '/api/v1/projects', tag: 'Composer', useCases: ['listProjects'] },
    ...{ summary: 'Lists the projects that run here, or says why none can', answer: { Projects: projectsSchema } },
  },
  runProject: {
    ...{ method: 'POST', path: '/api/v1/projects', tag: 'Composer', useCases: ['runProject'] },
    ...{ summary: 'Makes a project of a diagram and runs it on this machine', body: projectBody },
    answer: { Project: projectSchema },
  },
  stopProject: {
    ...{ method: 'DELETE', path: '/api/v1/projects', tag: 'Composer', useCases: ['stopProject'] },
    ...{ summary: 'Stops the worker of a project', query: projectAppSchema, answer: { Project: projectSchema } },
  },
  signIn: {
    ...{ method: 'POST', path: '/api/v1/sign-in', tag: 'Access', useCases: [] },
    ...{ summary: 'Signs in by a password; answers with a cookie', body: signInBody },
    answer: { SignedIn: signedInSchema },
  },
  signOut: {
    ...{ method: 'POST', path: '/api/v1/sign-out', tag: 'Access', useCases: [] },
    ...{ summary: 'Ends the session of the cookie, or all of its owner', body: signOutBody },
    answer: { SignedOut: signedOutSchema },
  },
  beginSignIn: {
    ...{ method: 'POST', path: '/api/v1/sign-in/begin', tag: 'Access', useCases: [] },
    ...{ summary: 'Begins to sign in at the provider of identities; answers where to go', body: beginBody },
    answer: { SignInBegun: begunSchema },
  },
  finishSignIn: {
    ...{ method: 'POST', path: '/api/v1/sign-in/finish', tag: 'Access', useCases: [] },
    ...{ summary: 'Finishes a sign-in with what the provider answered', body: finishBody },
    answer: { SignInFinished: finishedSchema },
  },
  whoAmI: {
    ...{ method: 'GET', path: '/api/v1/me', tag: 'Access', useCases: ['whoAmI'] },
    ...{ summary: 'Tells who asks, and what they may do', answer: { Me: meSchema } },
  },
  listTokens: {
    ...{ method: 'GET', path: '/api/v1/tokens', tag: 'Access', useCases: ['listTokens'] },
    ...{ summary: 'Lists API tokens, newest first', answer: { Tokens: tokensSchema } },
  },
  createToken: {
    ...{ method: 'POST', path: '/api/v1/tokens', tag: 'Access', useCases: ['createToken'] },
    ...{ summary: 'Makes an API token; its secret is told this once', body: tokenBody },
    answer: { CreatedToken: createdTokenSchema },
  },
  revokeToken: {
    ...{ method: 'DELETE', path: '/api/v1/tokens', tag: 'Access', useCases: ['revokeToken'] },
    ...{ summary: 'Takes an API token out of use', query: tokenIdSchema, answer: done },
  },
  listTargets: {
    ...{ method: 'GET', path: '/api/v1/targets', tag: 'Console', useCases: ['listTargets'] },
    ...{ summary: 'Lists the sidecars that a console on a Dapr cluster stands on', answer: { Targets: targetsSchema } },
  },
  checkTarget: {
    ...{ method: 'POST', path: '/api/v1/targets/check', tag: 'Console', useCases: ['checkTarget'] },
    ...{ summary: 'Asks a sidecar for its version', body: targetBody, answer: { CheckedTarget: checkedSchema } },
  },
  addTarget: {
    ...{ method: 'POST', path: '/api/v1/targets', tag: 'Console', useCases: ['addTarget'] },
    ...{ summary: 'Adds a sidecar of a Dapr app', body: targetBody, answer: done },
  },
  removeTarget: {
    ...{ method: 'DELETE', path: '/api/v1/targets', tag: 'Console', useCases: ['removeTarget'] },
    ...{ summary: 'Takes a sidecar away that was added in the console', query: targetAppSchema, answer: done },
  },
  listSessions: {
    ...{ method: 'GET', path: '/api/v1/sessions', tag: 'Access', useCases: ['listSessions'] },
    ...{ summary: 'Lists who is signed in, newest first', answer: { Sessions: sessionsSchema } },
  },
  endSessions: {
    ...{ method: 'DELETE', path: '/api/v1/sessions', tag: 'Access', useCases: ['endSessions'] },
    ...{ summary: 'Ends the sessions of somebody, or of everybody (*)', query: sessionsOfSchema, answer: done },
  },
  listAudit: {
    ...{ method: 'GET', path: '/api/v1/audit', tag: 'Access', useCases: ['listAudit'] },
    ...{
      summary: 'Reads the audit log, newest first',
      query: auditParamsSchema,
      answer: { AuditPage: auditPageSchema },
    },
  },
  exportAudit: {
    ...{ method: 'GET', path: '/api/v1/audit/export', tag: 'Access', useCases: ['exportAudit'] },
    ...{ summary: 'Downloads the audit log', query: auditExportSchema },
    media: ['text/csv', 'application/x-ndjson'],
  },
} as const satisfies Record<string, Operation>;
