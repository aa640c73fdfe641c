import type { WorkflowActionBody } from '@/lib/domain/workflow-action';

/** The body of one kind of action. */
export type ActionBody<K extends WorkflowActionBody['kind']> = Extract<WorkflowActionBody, { kind: K }>;
