import { queryOptions } from '@tanstack/react-query';
import { describedSchema, LANGUAGE_MODEL_PATH, languageModelSchema } from '@/lib/api/composer';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import type { Description } from '@/lib/composer/ask/question';
import { modelSchema } from '@/lib/composer/model/model';
import { kebabCase, wordsOf } from '@/lib/composer/names/words';
import { bpmnOf } from '@/lib/composer/print/bpmn/bpmn-of';
import type { Draft } from './draft';

export type Place = { readonly host: string; readonly name: string };

/** Which language model draws descriptions; asked anew each time the dialog opens. */
export function languageModelQuery() {
  return queryOptions({
    queryKey: ['composer', 'language-model'] as const,
    queryFn: ({ signal }) => fetchJson(languageModelSchema, LANGUAGE_MODEL_PATH, { signal }),
  });
}

/** Sends a description and gives what was drawn as a diagram that can be changed. */
export async function describedDraft(description: Description, to: Place): Promise<Draft> {
  const answer = await postJson(describedSchema, LANGUAGE_MODEL_PATH, { ...description, to });
  const model = modelSchema.parse(answer.model);
  return { kind: 'bpmn', text: bpmnOf(model), fileName: `${kebabCase(wordsOf(model.name)) || 'workflow'}.bpmn` };
}

/** A file as base64. */
export function base64Of(file: File): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
  reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
  reader.readAsDataURL(file);
  return promise;
}
