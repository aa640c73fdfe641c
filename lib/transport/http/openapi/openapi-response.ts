import type { Operation } from '@/lib/api/operations/operation';
import { USE_CASES } from '@/lib/services/access/use-cases';
import { openApiDocument } from './openapi-document';

/** Answers with the OpenAPI document of some operations, which may be kept for a while. */
export function openApiResponse(operations: Readonly<Record<string, Operation>>): Response {
  const document = openApiDocument({ operations, permissions: USE_CASES });
  return Response.json(document, { headers: { 'cache-control': 'public, max-age=60' } });
}
