// A stand-in for a sidecar, to find the ceiling: how fast the stock SDK can be when nothing behind it takes time. With
// STUB_STORE every turn is stored in SQLite, synced by shared commits, before anybody is told; without it nothing is.
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import type { TaskHubSidecarServiceServer } from '@/lib/protocol/generated/service';
import { createSharedCommit } from './shared-commit';
import { StubEngine } from './stub-engine';
import { WorkItemQueue } from './work-item-queue';

const queue = new WorkItemQueue();
const engine = new StubEngine(createSharedCommit(process.env['STUB_STORE']), queue);

const completeTurn: TaskHubSidecarServiceServer['completeWorkflowTask'] = ({ request }, answer) => {
  engine.completeTurn(request, () => answer(null, {}));
};

const served = {
  hello: (_, answer) => answer(null, {}),
  startInstance: ({ request }, answer) => {
    engine.start(request, () => answer(null, { instanceId: request.instanceId }));
  },
  raiseEvent: ({ request }, answer) => engine.raise(request, () => answer(null, {})),
  waitForInstanceCompletion: ({ request }, answer) => {
    engine.whenEnded(request.instanceId, (state) => answer(null, state));
  },
  getWorkItems: (stream) => queue.connect(stream),
  completeActivityTask: ({ request }, answer) => engine.completeActivity(request, () => answer(null, {})),
  completeOrchestratorTask: completeTurn,
  completeWorkflowTask: completeTurn,
} satisfies Partial<TaskHubSidecarServiceServer>;

const refuse: TaskHubSidecarServiceServer['hello'] = (_, answer) => answer({ code: status.UNIMPLEMENTED });
const unserved = Object.fromEntries(Object.keys(service).map((name) => [name, refuse]));

const server = new Server({ 'grpc.max_receive_message_length': -1 });
server.addService(service, { ...unserved, ...served });
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.send?.({ kind: 'ready', port });
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
