import { camelCase, wordsOf } from './words';

/** The name of a field as it is on the wire, or undefined when the text has no Latin letter or digit. */
export function fieldName(text: string): string | undefined {
  const name = camelCase(wordsOf(text));
  return name === '' ? undefined : name;
}

/** The same for each part of a path; undefined when one part has no name. */
export function fieldPath(parts: readonly string[]): readonly string[] | undefined {
  const names = parts.map(fieldName);
  return names.every((name) => name !== undefined) ? names : undefined;
}
