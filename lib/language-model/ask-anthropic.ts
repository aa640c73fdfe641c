import Anthropic from '@anthropic-ai/sdk';
import { boundedFetch } from './bounded-fetch';
import type { Answer, Asking, Question } from './language-model';

const ENDS: Readonly<Record<string, Answer['end']>> = {
  ...{ max_tokens: 'cut', model_context_window_exceeded: 'cut', refusal: 'declined' },
};

/** Asks by Anthropic's Messages API. */
export async function askAnthropic(question: Question, { settings, mostTokens, signal }: Asking): Promise<Answer> {
  const client = new Anthropic({
    ...{ baseURL: settings.url, apiKey: settings.key ?? '', authToken: null, logLevel: 'off' },
    ...{ maxRetries: 0, fetch: boundedFetch, openTelemetry: false },
  });
  const message = await client.messages.create(
    {
      ...{ model: settings.model, max_tokens: mostTokens, system: question.instruction },
      messages: [{ role: 'user', content: contentOf(question) }],
    },
    { signal },
  );
  const parts: readonly { readonly type: string; readonly text?: unknown }[] = Array.isArray(message.content)
    ? message.content
    : [];
  const text = parts.flatMap((part) => (part.type === 'text' && typeof part.text === 'string' ? [part.text] : []));
  return { text: text.join(''), end: ENDS[message.stop_reason ?? ''] ?? 'whole' };
}

function contentOf({ text, image }: Question): Anthropic.ContentBlockParam[] {
  const words = { type: 'text', text } as const;
  if (image === undefined) return [words];
  const source = { type: 'base64', media_type: image.mediaType, data: image.base64 } as const;
  return [{ type: 'image', source }, words];
}
