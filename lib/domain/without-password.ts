/** A database URL as it may be shown and logged: without its password, wherever that stands in it. */
export function withoutPassword(url: string): string {
  return url
    .replace(/^([a-z]+:\/\/[^:@/?#]*):.*@/i, '$1@')
    .replace(/([?&][^=&#]*(?:password|passphrase|secret)[^=&#]*=)[^&#]*/gi, '$1…');
}
