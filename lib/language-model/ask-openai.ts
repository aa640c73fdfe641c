import OpenAI from 'openai';
import { z } from 'zod';
import { boundedFetch } from './bounded-fetch';
import type { Answer, Asking, Question } from './language-model';

/** OpenAI's own host, whose newer models take no `max_tokens`; servers that speak its API know only that. */
const OWN_HOST = 'api.openai.com';
/** What is read of an answer; servers that only speak like OpenAI's leave out much. */
const answerSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
});
const ENDS: Readonly<Record<string, Answer['end']>> = { length: 'cut', content_filter: 'declined' };

/** Asks by the Chat Completions API, which many servers besides OpenAI's speak. */
export async function askOpenAi(question: Question, { settings, mostTokens, signal }: Asking): Promise<Answer> {
  const client = new OpenAI({
    // The client insists on a key; servers of one's own mostly ask for none.
    ...{ baseURL: settings.url, apiKey: settings.key ?? 'none', organization: null, project: null },
    ...{ maxRetries: 0, fetch: boundedFetch, logLevel: 'off' },
  });
  const isOwn = new URL(settings.url).host === OWN_HOST;
  const completion = await client.chat.completions.create(
    {
      model: settings.model,
      ...(isOwn ? { max_completion_tokens: mostTokens } : { max_tokens: mostTokens }),
      messages: [
        { role: 'system', content: question.instruction },
        { role: 'user', content: contentOf(question) },
      ],
    },
    { signal },
  );
  const choice = answerSchema.safeParse(completion).data?.choices[0];
  const end = choice?.message.refusal ? 'declined' : ENDS[choice?.finish_reason ?? ''];
  return { text: choice?.message.content ?? '', end: end ?? 'whole' };
}

function contentOf({ text, image }: Question): string | OpenAI.ChatCompletionContentPart[] {
  if (image === undefined) return text;
  const url = `data:${image.mediaType};base64,${image.base64}`;
  return [
    { type: 'image_url', image_url: { url } },
    { type: 'text', text },
  ];
}
