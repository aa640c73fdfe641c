import { NextResponse, type NextRequest } from 'next/server';
import { PATH_HEADER, pageHeaders } from './lib/transport/http/page-headers';

/** Next.js calls this for every request before it looks for a page: each answer gets its headers, each page its nonce. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const answered = pageHeaders(nonce);
  const asked = new Headers(request.headers);
  asked.set('content-security-policy', answered['content-security-policy'] ?? '');
  asked.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers: asked } });
  for (const [name, value] of Object.entries(answered)) response.headers.set(name, value);
  return response;
}
