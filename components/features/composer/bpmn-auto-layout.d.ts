declare module 'bpmn-auto-layout' {
  /** Gives every element of a diagram a place: BPMN 2.0 XML in, the same with a drawing out. */
  export function layoutProcess(xml: string): Promise<string>;
}
