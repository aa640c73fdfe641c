import { z } from 'zod';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { stepNode } from './graph';

/** The query of GET …/compare: App ID and instance ID of the other execution, a slash between them. */
export const compareParams = z.object({ with: z.string().min(1, 'is empty') });

const side = z.object({
  ...{ appId: z.string(), instanceId: z.string(), name: z.string(), status: z.enum(INSTANCE_STATUSES) },
  ...{ startedAt: z.number().optional(), completedAt: z.number().optional(), isWithheld: z.literal(true).optional() },
});

const difference = z.object({
  kind: z.enum(['name', 'order', 'input', 'due', 'status', 'failure', 'output', 'attempts']),
  /** The try in which it shows first. */
  attempt: z.number().int(),
  /** Places that differ; `label` is a path in a payload, or the name of a fact. */
  lines: z.array(z.object({ label: z.string(), a: z.string().optional(), b: z.string().optional() })),
});

/**
 * Where two executions differ. `run`: in what they were given and what became of them; `steps`: all steps, those that are
 * the same thing side by side. `slower`: how many milliseconds A took longer. Times make no difference.
 */
export const comparisonSchema = z.object({
  ...{ a: side, b: side, isSame: z.boolean() },
  /** Where they begin to differ, in a sentence or two. */
  words: z.string(),
  run: z.array(difference),
  steps: z.array(
    z.object({
      ...{ a: stepNode.optional(), b: stepNode.optional(), isSame: z.boolean() },
      ...{ differences: z.array(difference), slower: z.number().optional() },
    }),
  ),
  slower: z.number().optional(),
});

export type ComparisonJson = z.infer<typeof comparisonSchema>;
