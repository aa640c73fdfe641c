/** Languages of Dapr's SDKs by the name of their gRPC library. */
const LANGUAGES: readonly (readonly [string, string])[] = [
  ['grpc-node-js/', 'JavaScript'],
  ['grpc-python/', 'Python'],
  ['grpc-python-asyncio/', 'Python'],
  ['grpc-go/', 'Go'],
  ['grpc-java-', 'Java'],
  ['grpc-dotnet/', '.NET'],
];

/** The language a worker is written in, as far as its gRPC library tells; else what the library says of itself. */
export function clientWords(client: string | undefined): string {
  if (client === undefined || client === '') return 'unknown';
  // Programs put their own name before that of the library.
  const words = client.split(' ');
  for (const [library, language] of LANGUAGES) {
    if (words.some((word) => word.startsWith(library))) return language;
  }
  return client;
}
