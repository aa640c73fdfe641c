import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { decodeSpans, type ReceivedSpan } from './otlp-spans';

export type OtlpReceiver = {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  readonly spans: ReceivedSpan[];
  /** Content types of the requests, in order. */
  readonly types: string[];
};

/** A collector of spans for one test: OTLP over HTTP, as protobuf or as JSON. */
export async function openOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const types: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const type = request.headers['content-type'] ?? '';
      types.push(type);
      if (request.url === '/v1/traces') spans.push(...decodeSpans(Buffer.concat(chunks), type));
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': type }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: `http://127.0.0.1:${port}`, spans, types };
}
