import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';

const secretKeyRef = z.object({ name: z.string().min(1), key: z.string().optional() });
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const metadataItem = z.object({
  name: z.string().min(1),
  value: scalar.optional(),
  secretKeyRef: secretKeyRef.optional(),
  envRef: z.string().optional(),
});

const component = z.object({
  kind: z.literal('Component'),
  metadata: z.object({ name: z.string().min(1), namespace: z.string().optional() }),
  spec: z.object({
    type: z.string().min(1),
    version: z.string().optional(),
    metadata: z.array(metadataItem).nullish(),
  }),
  auth: z.object({ secretStore: z.string().optional() }).nullish(),
});

/** A component of Dapr as its YAML file has it. */
export type Component = z.output<typeof component>;
export type MetadataItem = z.output<typeof metadataItem>;

/**
 * The components of a YAML file, which may hold several documents; those of other kinds are passed over. Throws `invalid`
 * for what is no YAML, and for a component that lacks something. `source` names the file in messages.
 */
export function parseComponents(text: string, source: string): readonly Component[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new AppError('invalid', `${source} is not valid YAML: ${firstLine(error.message)}`);
    const content: unknown = document.toJS();
    return isOfKindComponent(content) ? [checked(content, source)] : [];
  });
}

function isOfKindComponent(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'kind' in content && content.kind === 'Component';
}

function checked(content: unknown, source: string): Component {
  const result = component.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
  throw new AppError('invalid', `A component in ${source} is not complete: ${where}`);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
