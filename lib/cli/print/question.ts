import type { ModelQuestion } from '@/lib/composer/ask/question';

/** What is about to be sent to a language model, whole but for the bytes of a picture. */
export function questionLines(
  { instruction, text, image }: ModelQuestion,
  { host, name }: { readonly host: string; readonly name: string },
): readonly string[] {
  return [
    `To ${host}, model ${name}:`,
    ...block('Instruction', instruction),
    ...(image === undefined ? [] : [`Picture: ${image.mediaType}, ${image.base64.length} characters of base64`]),
    ...block('Text', text),
  ];
}

function block(title: string, text: string): readonly string[] {
  return [`${title}:`, ...text.split('\n').map((line) => `  ${line.replace(/\p{C}/gu, ' ')}`)];
}
