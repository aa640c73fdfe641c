/** Where to go after sign-in: the place within this console that the address names, else its first page. */
export function placeAfterSignIn(search: string): string {
  const asked = new URLSearchParams(search).get('to') ?? '/';
  const base = 'http://console.invalid';
  const isPath = /^\/(?![/\\])/.test(asked) && URL.canParse(asked, base);
  const url = new URL(isPath ? asked : '/', base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}
