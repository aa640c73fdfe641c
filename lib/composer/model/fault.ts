/** Something in a diagram that keeps it from becoming a workflow (`error`), or that its author should know (`warning`). */
export interface DiagramFault {
  readonly severity: 'error' | 'warning';
  /** Name of the rule, kebab-case, also the name of its file and its page section. */
  readonly rule: string;
  /** Id of the element or flow; undefined when the fault is one of the whole diagram. */
  readonly element?: string;
  /** What is wrong with which element, by its label. */
  readonly message: string;
  /** What to draw or write instead. */
  readonly wayOut: string;
}
