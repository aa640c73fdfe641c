/**
 * What was seen of a run, one thing after the other. `run` tells two runs of one activity apart. Errors are the text that
 * the activity failed with; a code stands in it as `[code]`.
 */
export type Step =
  /** An activity began, by its name on the wire. */
  | { readonly kind: 'began'; readonly name: string; readonly run: number }
  /** It ended; a decision with the labels that it answered. */
  | { readonly kind: 'ended'; readonly run: number; readonly answers?: readonly string[]; readonly error?: string }
  /** An external event came, by its name on the wire. */
  | { readonly kind: 'heard'; readonly name: string }
  /** A timer fired. */
  | { readonly kind: 'fired' }
  /** The execution that was started ended. */
  | { readonly kind: 'finished'; readonly error?: string };

/** A step in words, for the message of a test. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'began':
      return `${step.name} began (run ${step.run})`;
    case 'ended':
      return `run ${step.run} ended${step.answers === undefined ? '' : ` with ${step.answers.join(', ')}`}${failed(step)}`;
    case 'heard':
      return `${step.name} was raised`;
    case 'fired':
      return 'a timer fired';
    case 'finished':
      return `it finished${failed(step)}`;
  }
}

function failed({ error }: { readonly error?: string }): string {
  return error === undefined ? '' : `, failed: ${error}`;
}
