import { isDifferent, type ComparedStep, type Comparison, type Difference } from './compare-runs';

/** Where two runs begin to differ, in one or two sentences. */
export function firstDifferenceWords({ run, steps }: Comparison): string {
  const index = steps.findIndex(isDifferent);
  const [given, became] = [
    run.find(({ kind }) => kind === 'name' || kind === 'input'),
    run.find(({ kind }) => kind !== 'name' && kind !== 'input'),
  ];
  const step = steps[index];
  if (step === undefined) {
    const found = given ?? became;
    const equal = equalWords(steps.length);
    if (found === undefined)
      return `No difference: ${equal === '' ? 'neither has a step' : equal}, and so are input and outcome.`;
    const rest = equal === '' ? '' : ` ${capital(equal)}.`;
    return `First difference: the workflow. ${sentence(found)}${rest}`;
  }
  const before = index === 0 ? '' : ` ${countWords(index)} equal before it.`;
  const here = `${stepWords(step)}${before}`;
  return given === undefined
    ? `First difference: ${here}`
    : `First difference: the workflow. ${sentence(given)} First step that differs: ${here}`;
}

/** One difference as a sentence: `Input differs at $.sku.` */
function sentence({ kind, lines }: Difference): string {
  const [line] = lines;
  switch (kind) {
    case 'input':
      return `Input differs at ${placesOf(lines)}.`;
    case 'output':
      return `Output differs at ${placesOf(lines)}.`;
    case 'status':
      return `It is ${line?.a} in A, ${line?.b} in B.`;
    case 'failure':
      return 'The failures differ.';
    case 'attempts':
      return `It took ${line?.a} attempts in A, ${line?.b} in B.`;
    case 'due':
      return `It is due after ${orNone(line?.a)} in A, ${orNone(line?.b)} in B.`;
    case 'name':
      return `A is ${line?.a}, B is ${line?.b}.`;
    case 'order':
      return 'It comes in another order.';
  }
}

function placesOf([first, ...more]: Difference['lines']): string {
  const label = first?.label ?? '$';
  return more.length === 0 ? label : `${label} and ${more.length} more ${more.length === 1 ? 'place' : 'places'}`;
}

function orNone(span: string | undefined): string {
  return span ?? 'no time';
}

function stepWords({ a, b, differences }: ComparedStep): string {
  const step = a ?? b;
  const name = step?.name ?? '';
  if (b === undefined) return `${name} is only in A.`;
  if (a === undefined) return `${name} is only in B.`;
  const [first] = differences;
  if (first === undefined) return name;
  const attempt = step?.kind === 'activity' || step?.kind === 'child' ? `, attempt ${first.attempt}` : '';
  return `${name}${attempt}. ${sentence(first)}`;
}

function countWords(steps: number): string {
  return steps === 1 ? '1 step' : `${steps.toLocaleString('en-US')} steps`;
}

function equalWords(steps: number): string {
  if (steps === 0) return '';
  return steps === 1 ? 'the only step is equal' : `all ${countWords(steps)} are equal`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
