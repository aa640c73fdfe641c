/** A loop that is being printed, and what its body was found to need. */
export class LoopScope {
  readonly label: string;
  isLeft = false;
  needsLabel = false;

  constructor(label: string) {
    this.label = label;
  }
}

/** A loop around a switch that is being printed; see `Steps`. */
export class StepsScope {
  readonly variable: string;
  readonly label: string;
  needsLabel = false;

  constructor(variable: string, label: string) {
    this.variable = variable;
    this.label = label;
  }
}

/** Where a statement stands. */
export interface Scope {
  readonly loop?: LoopScope;
  readonly steps?: StepsScope;
  /** True where a plain `break` leaves the innermost loop, and not a switch inside of it. */
  readonly breakLeaves: boolean;
  /** True where a plain `continue` starts its next round. */
  readonly continueRepeats: boolean;
  /** True inside a loop that is inside the innermost steps. */
  readonly isLoopInSteps: boolean;
  /** How a failure is passed on where a language has no exceptions: lines for the error in that variable. */
  readonly fail: (error: string) => readonly string[];
}

/** The scope of code inside a switch. */
export function inSwitch(scope: Scope): Scope {
  return { ...scope, breakLeaves: false };
}
