import { camelCase, kebabCase, wordsOf } from '../../names/words';

const reserved = new Set(
  [
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends',
    'false finally for function if implements import in instanceof interface let new null package private protected',
    'public return static super switch this throw true try typeof undefined var void while with yield',
    'data context inbox first failure step given result call child event firstOf absorb absorbUndoable compensate hasCode',
    'input',
  ].flatMap((line) => line.split(' ')),
);

/** A local name for something of the program that no word of the language and no name of the workflow has. */
export function localName(name: string): string {
  const local = camelCase(wordsOf(name));
  return reserved.has(local) ? `${local}Value` : local;
}

/** `check-order`, for the file of CheckOrder. */
export function fileName(name: string): string {
  return kebabCase(wordsOf(name));
}
