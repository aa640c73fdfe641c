import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the double was asked: address, headers and body as JSON. */
export type AskedRequest = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
};

export type Behavior = (response: ServerResponse) => void;

/** An endpoint of a language model that does as it is told, and writes down what it was asked. */
export type EndpointDouble = {
  readonly url: string;
  readonly asked: readonly AskedRequest[];
  /** From now on it answers so. */
  answers: (behavior: Behavior) => void;
  readonly close: () => Promise<void>;
};

/** Listens on a free port of this machine. */
export async function openEndpointDouble(): Promise<EndpointDouble> {
  const asked: AskedRequest[] = [];
  let behave: Behavior = (response) => void response.writeHead(500).end();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(body) });
      behave(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers: (behavior) => {
      behave = behavior;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with JSON. */
export function withJson(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Behavior {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** A message as Anthropic's API answers it. */
export function anthropicMessage(words: string, stop = 'end_turn'): object {
  return {
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'double', stop_reason: stop, stop_sequence: null },
    ...{ content: [{ type: 'text', text: words }], usage: { input_tokens: 1, output_tokens: 1 } },
  };
}

/** A completion as OpenAI's API answers it. */
export function openAiCompletion(words: string, finish = 'stop'): object {
  const message = { role: 'assistant', content: words, refusal: null };
  return {
    ...{ id: 'c-1', object: 'chat.completion', created: 1, model: 'double' },
    choices: [{ index: 0, message, finish_reason: finish, logprobs: null }],
  };
}
