import type { z } from 'zod';

/** What operations are about, as the document groups them. */
export const TAGS = {
  Executions: 'Finds, starts and steers executions of workflows.',
  Workflows: 'What workflows and workers there are, and how they do.',
  'Bulk jobs': 'One action on many executions, looked at before it is done.',
  Composer: 'Projects that are made of diagrams and run on the machine of the console.',
  Console: 'What the console keeps, and how it was started.',
  Access: 'Who may do what, and who did it.',
} as const;

/** One thing that can be asked of the HTTP API: what a route takes and answers, and the use cases it stands for. */
export type Operation = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Its address, with names in braces for what differs. */
  readonly path: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  /** Their names in the table of permissions; none: it is there for those who are not signed in. */
  readonly useCases: readonly string[];
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The answer as JSON, the name of its schema first. */
  readonly answer?: Readonly<Record<string, z.ZodType>>;
  /** What the messages of a stream of server-sent events carry, the name of its schema first. */
  readonly stream?: Readonly<Record<string, z.ZodType>>;
  /** Media types of answers that are not JSON. */
  readonly media?: readonly string[];
};
