import { AppError } from '@/lib/domain/app-error';

/** One line of a diagram with its place in the file, comments and front matter taken out. */
export interface SourceLine {
  readonly number: number;
  /** Column of the first character of the text, from 1. */
  readonly column: number;
  readonly text: string;
}

const longestLine = 1000;

/** The lines of a Mermaid diagram that say something. Front matter, `%%` comments and directives say nothing here. */
export function sourceLines(diagram: string): readonly SourceLine[] {
  const lines = diagram.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  let isFrontMatter = lines[first]?.trim() === '---';
  const kept: SourceLine[] = [];
  lines.forEach((line, index) => {
    if (isFrontMatter) {
      if (index > first && line.trim() === '---') isFrontMatter = false;
      return;
    }
    const text = line.replace(/^(\s*)%%.*$/, '$1').trimEnd();
    if (text.trim() === '') return;
    if (text.length > longestLine) throw tooLong(index + 1, text.length);
    kept.push({ number: index + 1, column: text.length - text.trimStart().length + 1, text: text.trim() });
  });
  return kept;
}

function tooLong(number: number, length: number): AppError {
  return new AppError('invalid', `Line ${number} of the diagram has ${length} characters, more than ${longestLine}`, {
    hint: 'Write one statement a line.',
  });
}

/** The place in a line where reading stopped, and what could have stood there. */
export function syntaxError(line: SourceLine, at: number, expected: string): AppError {
  const rest = line.text.slice(at).trimStart();
  const found = rest === '' ? 'the line ends' : `"${rest.slice(0, 20)}" stands there`;
  const place = `line ${line.number}, column ${line.column + line.text.length - rest.length}`;
  return new AppError('invalid', `The Mermaid diagram cannot be read in ${place}: ${found}`, {
    hint: `Expected ${expected}.`,
  });
}

/** A thing that Mermaid allows and that means nothing as a process. */
export function meaningError(line: SourceLine, message: string, hint: string): AppError {
  return new AppError('invalid', `${message} (line ${line.number}, column ${line.column})`, { hint });
}

/** The words of a label: without quotes, line breaks and the marks of Mermaid's Markdown; `#quot;` and `#35;` read. */
export function labelWords(text: string): string {
  return text
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1')
    .replace(/^`([\s\S]*)`$/, '$1')
    .replace(/<br\s*\/?>|\\n/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/#quot;/g, '"')
    .replace(/#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
