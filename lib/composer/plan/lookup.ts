import type { ElementOf } from '../model/element';
import type { Flow } from '../model/model';
import type { When } from './condition';
import type { Statement, Time, Undo } from './statement';

/** How the flows out of a gateway are chosen. */
export interface Choice {
  readonly decision?: string;
  readonly branches: readonly { readonly flow: Flow; readonly label: string; readonly when: When }[];
  /** The flow that is taken when no branch is. */
  readonly otherwise?: Flow;
  /** The answer that `otherwise` stands for. */
  readonly rest?: string;
}

/** Steps of a branch that need a workflow of their own. */
export interface BranchSteps {
  /** Id of the flow or boundary event that begins the branch. */
  readonly element: string;
  /** Words for its name. */
  readonly title: string;
  readonly body: readonly Statement[];
}

/** What the elements of one process are called in the program, settled before its statements are planned. */
export interface Lookup {
  activityOf(element: string): string;
  eventOf(element: string): string;
  workflowOf(child: ElementOf<'child'>): string;
  undoOf(element: ElementOf<'task' | 'child'>): Undo | undefined;
  choiceOf(gateway: ElementOf<'gateway'>): Choice;
  /** The condition of a standard loop: of the data, or the answers of a decision. */
  loopOf(element: ElementOf<'task' | 'child'>): { readonly again: When; readonly decision?: string } | undefined;
  timeOf(element: ElementOf<'catch' | 'boundary'>): Time;
  /** What a step that begins at this element is called. */
  stepLabel(element: string): string;
  /** Name of the workflow that runs these steps. */
  branch(steps: BranchSteps): string;
}
