import { snakeCase, wordsOf } from '../../names/words';

const reserved = new Set(
  [
    'and as assert async await break case class continue def del elif else except false finally for from global if import',
    'in is lambda match none nonlocal not or pass raise return true try type while with yield',
    'absorb absorb_undoable compensate ctx data datetime error failed given has_code inbox instant merged number step timedelta when_any',
    'start winner print list dict set str int float bool open input id',
  ].flatMap((line) => line.split(' ')),
);

/** A name in snake case that no word of the language and no name of the workflow has. */
export function localName(name: string): string {
  const local = snakeCase(wordsOf(name));
  return reserved.has(local) ? `${local}_` : local;
}

/** The module of something of the program: `check_order`. */
export function moduleName(name: string): string {
  return localName(name);
}
