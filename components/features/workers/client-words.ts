/** Languages of Dapr's SDKs by the name of their gRPC library. */
const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/^grpc-node-js\/(\S+)/, 'JavaScript'],
  [/^grpc-python\/(\S+)/, 'Python'],
  [/^grpc-python-asyncio\/(\S+)/, 'Python'],
  [/^grpc-go\/(\S+)/, 'Go'],
  [/^grpc-java-\S+\/(\S+)/, 'Java'],
  [/^grpc-dotnet\/(\S+)/, '.NET'],
];

/** The language a worker is written in, as far as its gRPC library tells; else what the library says of itself. */
export function clientWords(client: string | undefined): string {
  if (client === undefined || client === '') return 'unknown';
  // Programs put their own name before that of the library.
  const words = client.split(' ');
  for (const [library, language] of LANGUAGES) {
    if (words.some((word) => library.test(word))) return language;
  }
  return client;
}
