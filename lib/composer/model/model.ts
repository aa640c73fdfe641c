import { z } from 'zod';
import { elementSchema } from './element';

/** An arrow: the token goes from one element to another. */
export const flowSchema = z.object({
  id: z.string().min(1),
  from: z.string(),
  to: z.string(),
  /** The words at the arrow. */
  label: z.string().optional(),
  /** The condition as drawn (FEEL, `${…}` or plain words). */
  condition: z.string().optional(),
  isDefault: z.boolean(),
});

/** Something that the process knows and passes on: a data object, or an input of it. */
export const dataSchema = z.object({
  name: z.string().min(1),
  type: z.enum(['text', 'number', 'truth', 'list', 'object', 'unknown']),
});

export const laneSchema = z.object({ id: z.string().min(1), name: z.string() });

/** One process, or the inside of a sub-process. */
export const processSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  /** Id of the `child` element whose inside this is. */
  inside: z.string().optional(),
  lanes: z.array(laneSchema),
  elements: z.array(elementSchema),
  flows: z.array(flowSchema),
  data: z.array(dataSchema),
});

/**
 * The intermediate representation of a diagram, whatever it was drawn with: the first process is the workflow that is
 * started, the others are its children or are called. Ids are unique in the whole model. Orders are the orders of the
 * source, so that the same diagram gives the same bytes.
 */
export const modelSchema = z.object({
  name: z.string().min(1),
  source: z.enum(['bpmn', 'mermaid-flowchart', 'mermaid-sequence', 'mermaid-state', 'image', 'prose']),
  processes: z.array(processSchema).min(1),
});

export type Flow = z.infer<typeof flowSchema>;
export type DataObject = z.infer<typeof dataSchema>;
export type Lane = z.infer<typeof laneSchema>;
export type Process = z.infer<typeof processSchema>;
export type Model = z.infer<typeof modelSchema>;
