/** A place within this console as somebody asked for it; its first page when what they asked for lies elsewhere. */
export function placeWithin(asked: string): string {
  const base = 'http://console.invalid';
  const isPath = /^\/(?![/\\])/.test(asked) && URL.canParse(asked, base);
  const url = new URL(isPath ? asked : '/', base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}
