import type { DiagramFault } from '../model/fault';

/** Thrown while planning when a structure cannot become a workflow; carries the fault for its author. */
export class PlanRefusal extends Error {
  readonly fault: DiagramFault;

  constructor(fault: Omit<DiagramFault, 'severity'>) {
    super(fault.message);
    this.fault = { severity: 'error', ...fault };
  }
}

/** Thrown while planning when blocks cannot say what is drawn: the planner then takes steps with jumps. */
export class Unstructured extends Error {}
