import { AppError } from '@/lib/domain/app-error';
import type { Model } from '../model/model';
import { INSTRUCTION } from './instruction';

export type DiagramImage = {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly base64: string;
};

/** What a model is to be made of: words, a picture of a diagram, or a picture and words about it. */
export type Description = { readonly text: string; readonly image?: DiagramImage | undefined };

/** What is sent to a language model, to the letter. */
export type ModelQuestion = { readonly instruction: string; readonly text: string; readonly image?: DiagramImage };

const LONGEST_TEXT = 20_000;
const LARGEST_IMAGE = 5 * 1024 * 1024;

const FOR_IMAGE = 'Write the model of the process that is drawn in the picture.';

/** The question that a description becomes. Throws `invalid` for none, and for one that is too large. */
export function questionOf({ text, image }: Description): ModelQuestion {
  const words = text.trim();
  if (words.length > LONGEST_TEXT) {
    throw new AppError('invalid', `The description has ${words.length} characters, more than ${LONGEST_TEXT}`, {
      hint: 'Describe one process, without what does not matter to its steps.',
    });
  }
  if (image === undefined && words === '') {
    throw new AppError('invalid', 'The description is empty', {
      hint: 'Say what happens in the process, step by step.',
    });
  }
  if (image === undefined) return { instruction: INSTRUCTION, text: words };
  return {
    instruction: INSTRUCTION,
    text: words === '' ? FOR_IMAGE : `${FOR_IMAGE}\n\n${words}`,
    image: checked(image),
  };
}

/** What the model will say that it was made of. */
export function sourceOf({ image }: Description): Model['source'] {
  return image === undefined ? 'prose' : 'image';
}

/** A picture as it is sent. Throws `invalid` for bytes that are no picture of a known kind. */
export function imageOf(base64: string): DiagramImage {
  const mediaType = typeOf(base64);
  if (mediaType !== undefined) return checked({ mediaType, base64 });
  throw new AppError('invalid', 'The file is no picture in PNG, JPEG, GIF or WebP', {
    hint: 'Export the diagram as PNG; BPMN and Mermaid need no language model.',
  });
}

function checked(image: DiagramImage): DiagramImage {
  const bytes = Math.floor((image.base64.length * 3) / 4);
  if (bytes > LARGEST_IMAGE) {
    throw new AppError('invalid', `The picture has ${bytes} bytes, more than ${LARGEST_IMAGE}`, {
      hint: 'Export it smaller: what can be read at full size can be read by the model.',
    });
  }
  if (typeOf(image.base64) === image.mediaType) return image;
  throw new AppError('invalid', `The picture is not ${image.mediaType}`, { hint: 'Send it as what it is.' });
}

/** How the bytes of each kind begin, a letter each. */
const BEGINNINGS: readonly (readonly [RegExp, DiagramImage['mediaType']])[] = [
  [/^\u0089PNG/, 'image/png'],
  [/^\u00ff\u00d8\u00ff/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
];
const HEAD = 16;

function typeOf(base64: string): DiagramImage['mediaType'] | undefined {
  if (!/^[A-Za-z0-9+/]+=*$/.test(base64.slice(0, HEAD))) return undefined;
  const head = atob(base64.slice(0, HEAD));
  return BEGINNINGS.find(([beginning]) => beginning.test(head))?.[1];
}
