import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HOW_TO_SET_UP, languageModelOf } from '@/lib/bootstrap/language-model';
import { imageOf, questionOf, sourceOf, type Description } from '@/lib/composer/ask/question';
import { readAnswer } from '@/lib/composer/ask/read-answer';
import type { Model } from '@/lib/composer/model/model';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { questionLines } from '../print/question';

export type AskOptions = {
  readonly fromText?: string;
  readonly fromImage?: string;
  readonly yes?: true;
};

/** The model that a language model makes of a text or picture. It is asked after a person saw the request and agreed. */
export async function askLanguageModel(options: AskOptions, context: CliContext): Promise<Model> {
  const languageModel = languageModelOf(context.env);
  if (languageModel === undefined) {
    throw new AppError('precondition', 'No language model is set up, and text and pictures need one.', {
      hint: `${HOW_TO_SET_UP} BPMN and Mermaid need none.`,
    });
  }
  const description = await descriptionOf(options, context);
  const question = questionOf(description);
  for (const line of questionLines(question, languageModel.place)) context.err(line);
  if (options.yes !== true) await refuseUnlessAgreed(languageModel.place.host, context);
  return readAnswer(await languageModel.ask(question, context.stop), sourceOf(description));
}

async function descriptionOf({ fromText, fromImage }: AskOptions, context: CliContext): Promise<Description> {
  const text = fromText === undefined ? '' : await textAt(fromText, context);
  if (fromImage === undefined) return { text };
  return { text, image: imageOf(bytesAt(resolve(context.folder, fromImage)).toString('base64')) };
}

async function textAt(path: string, context: CliContext): Promise<string> {
  return path === '-' ? context.readInput() : bytesAt(resolve(context.folder, path)).toString('utf8');
}

function bytesAt(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new AppError('not_found', `the description ${path} cannot be read`, {
      ...{ hint: 'Name a file that exists and that you may read.', cause },
    });
  }
}

async function refuseUnlessAgreed(host: string, { ask }: CliContext): Promise<void> {
  if (ask === undefined) {
    throw new AppError('precondition', `Nothing was sent to ${host}: nobody is here to agree.`, {
      hint: 'Give --yes to send it without being asked.',
    });
  }
  const answer = await ask(`Send this to ${host}? [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new AppError('precondition', `Nothing was sent to ${host}.`);
}
