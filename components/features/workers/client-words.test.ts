import { expect, test } from 'vitest';
import { clientWords } from './client-words';

test.each([
  ['grpc-node-js/1.14.7', 'JavaScript'],
  ['dapr-sdk-python/1.18.3 grpc-python/1.76.0 grpc-c/51.0.0', 'Python'],
  ['grpc-python-asyncio/1.76.0', 'Python'],
  ['grpc-go/1.76.0', 'Go'],
  ['grpc-java-netty/1.70.0', 'Java'],
  ['grpc-dotnet/2.70.0 (.NET 8.0)', '.NET'],
  ['mine/1', 'mine/1'],
  [undefined, 'unknown'],
])('%s is %s', (client, words) => {
  expect(clientWords(client)).toBe(words);
});
