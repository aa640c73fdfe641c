import type { GraphFormat } from '@/lib/api/graph';
import type { GraphAnswer } from '@/lib/services/read-graph';

const CONTENT_TYPES: Record<GraphFormat, string> = {
  json: 'application/json',
  mermaid: 'text/vnd.mermaid; charset=utf-8',
  dot: 'text/vnd.graphviz; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};

/** Answers with a graph in the format that was asked for. */
export function graphResponse(answer: GraphAnswer, format: GraphFormat): Response {
  const body = 'text' in answer ? answer.text : JSON.stringify(answer.graph);
  return new Response(body, { headers: { 'content-type': CONTENT_TYPES[format], 'cache-control': 'no-store' } });
}
