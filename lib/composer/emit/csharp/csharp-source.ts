import { oneLine } from '../one-line';

/** Code with braces at the end of lines, as C# is written: each brace in a line of its own. */
function bracesBelow(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    const next = /^\} ((?:else|catch)\b.*) \{$/.exec(line.trim())?.[1];
    if (next !== undefined) return [`${indent}}`, `${indent}${next}`, `${indent}{`];
    if (line.trim() === '} else {') return [`${indent}}`, `${indent}else`, `${indent}{`];
    return line.endsWith(' {') && !line.trim().startsWith('//') ? [line.slice(0, -2), `${indent}{`] : [line];
  });
}

/** A file of the project's namespace. */
export function csharpFile(usings: readonly string[], lines: readonly string[]): string {
  const head = usings.map((name) => `using ${name};`);
  return `${[...head, ...(head.length === 0 ? [] : ['']), 'namespace App;', '', ...bracesBelow(lines)].join('\n')}\n`;
}

/** A comment for documentation: one line of XML. */
export function summary(...texts: readonly string[]): readonly string[] {
  const lines = texts.map((text) => oneLine(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
  if (lines.length === 1) return [`/// <summary>${lines[0] ?? ''}</summary>`];
  return ['/// <summary>', ...lines.map((line) => `/// ${line}`), '/// </summary>'];
}
