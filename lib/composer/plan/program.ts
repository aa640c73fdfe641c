import type { Model } from '../model/model';
import type { Example, RecordType } from './record';
import type { Statement, Undo } from './statement';

/**
 * What an emitter writes, in no language: the same in all five. Names are words of the wire and Pascal case, unique
 * among workflows, activities and records together, without regard to case; fields and step labels are camel case.
 * Every name is ASCII; what is a reserved word of a language is for its emitter to avoid.
 */
export interface Program {
  /** Title of the project, as the diagram is called. */
  readonly name: string;
  /** Dapr App ID and folder name: kebab case. */
  readonly appId: string;
  /** Lanes as apps, that of the first workflow first; absent: one app of that App ID does all. */
  readonly apps?: readonly App[];
  readonly source: Model['source'];
  /** The one that is started first, then the others in the order in which they are used. */
  readonly workflows: readonly WorkflowUnit[];
  readonly activities: readonly Activity[];
  /** Data of the workflows first, then inputs and outputs, each after what it refers to. */
  readonly records: readonly RecordType[];
  readonly events: readonly ExternalEvent[];
  /** What was assumed or left to do, one sentence each, for the README. */
  readonly notes: readonly string[];
  /** The diagram as Mermaid, for the README. */
  readonly diagram: string;
}

/** What one app of several serves; each workflow and activity is in exactly one. */
export interface App {
  readonly appId: string;
  /** Label of its lane; absent where the project's own App ID serves what lies in none. */
  readonly lane?: string;
  /** Names of workflows and of activities. */
  readonly workflows: readonly string[];
  readonly activities: readonly string[];
}

/** One workflow function. It takes its data as input and returns them, merged with all that was found out. */
export interface WorkflowUnit {
  readonly name: string;
  /** As drawn, for doc comments. */
  readonly title: string;
  /** Id of the process it was made from. */
  readonly process: string;
  /** Id of the element that runs it, or of the flow that starts a branch; undefined for a process that is started. */
  readonly element?: string;
  /**
   * `process`: drawn as one. `sub-process`: the inside of one. `branch`: several steps beside others, which must be one
   * workflow because only tasks can be awaited together.
   */
  readonly origin: 'process' | 'sub-process' | 'branch';
  /** Name of the record that is its input, its variable and its result. */
  readonly data: string;
  /** True when its data have the field `undos`, a list of names; see `Compensate`. */
  readonly keepsUndos: boolean;
  /** All undos that can be in that list while this unit compensates. */
  readonly undos: readonly Undo[];
  readonly body: readonly Statement[];
}

/** What an activity returns: fields to merge, or the answer to a question (JSON text, or a list of texts when several). */
export type ActivityOutput =
  | { readonly kind: 'record'; readonly record: string }
  | { readonly kind: 'answer'; readonly answers: readonly string[]; readonly several: boolean };

/** Work that a person writes the body of. */
export interface Activity {
  readonly name: string;
  readonly title: string;
  /** `work` of a task, a `decision`, a message or signal to `send`, or the `undo` of another. */
  readonly role: 'work' | 'decision' | 'send' | 'undo';
  /** What the body has to do, one or two sentences for the doc comment. */
  readonly hint: string;
  /** Code that was written at its element, of any language and any number of lines: a comment in the body. */
  readonly code?: string;
  /** Ids of the elements that it does the work of. */
  readonly elements: readonly string[];
  /** Name of the lane, where it lies in one. */
  readonly lane?: string;
  /** Name of a record. */
  readonly input: string;
  readonly output: ActivityOutput;
  /** What the stub returns: some fields of the output record, one answer, or a list with it; it lets every loop end. */
  readonly example: Example;
}

export interface ExternalEvent {
  /** Its name on the wire; unique among events without regard to case, as some SDKs match them. */
  readonly name: string;
  readonly title: string;
  readonly elements: readonly string[];
  /** Name of the record of its payload. */
  readonly payload: string;
}
