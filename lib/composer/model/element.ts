import { z } from 'zod';
import { resultSchema, triggerSchema } from './trigger';

const common = {
  /** Unique in the model; as in the diagram, so that a fault or a run can be shown at the element. */
  id: z.string().min(1),
  /** The label as drawn; empty where nothing was written. */
  name: z.string(),
  /** Id of the lane that the element lies in. */
  lane: z.string().optional(),
  /** Not drawn, but meant: a gateway or event that the parser made explicit. */
  implied: z.literal(true).optional(),
  /** What was drawn at the element and has no meaning here; the rule for unsupported elements names it. */
  unsupported: z.array(z.string().min(1)).optional(),
};

const told = {
  /** Code that was written at the element: a comment in the body of its activity. */
  code: z.string().min(1).optional(),
};

/** Many instances of one activity (BPMN 2.0.2, 10.3.8): over a list of the data, or a number of times. */
export const multiInstanceSchema = z.object({
  order: z.enum(['sequential', 'parallel']),
  /** Name of the list in the data. */
  collection: z.string().optional(),
  /** Name that one item of the list has inside. */
  item: z.string().optional(),
  /** How many instances, as drawn: a number or an expression. */
  count: z.string().optional(),
});

/** A standard loop (BPMN 2.0.2, 10.3.8): again while the condition holds. */
export const loopSchema = z.object({
  condition: z.string().optional(),
  testBefore: z.boolean(),
  maximum: z.number().int().positive().optional(),
});

const repeated = {
  many: multiInstanceSchema.optional(),
  loop: loopSchema.optional(),
  /** Id of the task or child that undoes this one. */
  compensatedBy: z.string().optional(),
  /** Is reached only as the compensation of another element. */
  isForCompensation: z.boolean(),
  /** Names of data read and written, as drawn by data associations; empty = the whole data of the process. */
  reads: z.array(z.string()),
  writes: z.array(z.string()),
};

export const taskTypes = ['task', 'user', 'service', 'send', 'script', 'business-rule', 'manual'] as const;

/** One thing in a process that a token passes, or that hangs at one. */
export const elementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), ...common, trigger: triggerSchema.optional() }),
  z.object({ kind: z.literal('end'), ...common, ...told, result: resultSchema }),
  z.object({ kind: z.literal('task'), ...common, ...told, ...repeated, task: z.enum(taskTypes) }),
  /** Waits for a message, signal or time: an intermediate catch event or a receive task. */
  z.object({ kind: z.literal('catch'), ...common, trigger: triggerSchema }),
  /** Tells something and goes on: an intermediate throw event. */
  z.object({ kind: z.literal('throw'), ...common, ...told, result: resultSchema }),
  z.object({
    kind: z.literal('gateway'),
    ...common,
    ...told,
    gateway: z.enum(['exclusive', 'parallel', 'inclusive', 'event-based']),
  }),
  /** A sub-process (drawn inside) or a call activity: runs another process of the model as a child workflow. */
  z.object({
    kind: z.literal('child'),
    ...common,
    ...repeated,
    /** Id of a process of this model; undefined for a workflow that is registered elsewhere. */
    process: z.string().optional(),
    /** Name of the workflow that is called when it is not in this model. */
    calls: z.string().optional(),
  }),
  /** Hangs at a task, child or catch: what happens when it fails, lasts too long or is spoken to. */
  z.object({
    kind: z.literal('boundary'),
    ...common,
    attachedTo: z.string(),
    trigger: triggerSchema,
    interrupting: z.boolean(),
  }),
  /** Was drawn and has no meaning here: a rule names it and says what to draw instead. */
  z.object({ kind: z.literal('unsupported'), ...common, type: z.string() }),
]);

export type Element = z.infer<typeof elementSchema>;
export type ElementKind = Element['kind'];
export type ElementOf<K extends ElementKind> = Extract<Element, { kind: K }>;
export type MultiInstance = z.infer<typeof multiInstanceSchema>;
export type StandardLoop = z.infer<typeof loopSchema>;
