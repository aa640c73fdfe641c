/**
 * Lines that keep the compiler from warning of what a diagram itself says: a condition that always or never holds leaves
 * code that is not reached, and a workflow without work waits for nothing.
 */
export function warningsOff(body: readonly string[]): readonly string[] {
  const code = body.filter((line) => !line.trim().startsWith('//')).map(withoutTexts);
  return [
    ...(code.some(isConstant)
      ? ['#pragma warning disable CS0162 // A condition of the diagram always holds, or never.']
      : []),
    ...(code.some((line) => /\bawait\b/.test(line))
      ? []
      : ['#pragma warning disable CS1998 // The diagram has nothing to wait for.']),
  ];
}

function withoutTexts(line: string): string {
  return line.replace(/"(?:\\.|[^"\\])*"/g, '""');
}

/** Is it a test of nothing but `true` and `false`? A loop without end is no test. */
function isConstant(line: string): boolean {
  const test = /^(?:\} else )?(?:if|while) \((.*)\) \{$/.exec(line.trim())?.[1];
  return test !== undefined && /^(?:true|false|[!()&| ])+$/.test(test) && line.trim() !== 'while (true) {';
}
