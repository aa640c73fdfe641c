import { AppError } from '@/lib/domain/app-error';

/** Bytes of the largest answer that is read. */
const LARGEST = 1_000_000;

/** Fetches as a stranger should: follows no redirect, reads so much and no more, and hands on nothing but JSON. */
export async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  const { host } = new URL(input instanceof Request ? input.url : input);
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new AppError(
      'unavailable',
      `${host} redirects (HTTP ${response.status}), which is not followed: the key would go elsewhere.`,
      {
        hint: 'Set PERDURE_LLM_URL to the address that the endpoint has now.',
      },
    );
  }
  const text = await readBounded(response, host);
  if (response.ok && !isJson(text)) {
    throw new AppError('unavailable', `${host} answered something else than JSON.`, {
      hint: 'Check that PERDURE_LLM_URL is the base address of the API, and PERDURE_LLM_KIND its kind.',
    });
  }
  return new Response(text, { status: response.status, headers: response.headers });
}

async function readBounded(response: Response, host: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > LARGEST) {
      throw new AppError(
        'unavailable',
        `The answer of ${host} is larger than ${LARGEST.toLocaleString('en-US')} bytes.`,
        {
          hint: 'Describe a smaller process. If that does not help, the endpoint is not in order.',
        },
      );
    }
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
