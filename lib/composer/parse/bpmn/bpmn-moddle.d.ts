declare module 'bpmn-moddle' {
  /** Reads BPMN 2.0 XML into plain objects; the package has no types of its own at this path. */
  export class BpmnModdle {
    fromXML(
      xml: string,
      options: { readonly lax: boolean },
    ): Promise<{
      readonly rootElement: unknown;
      readonly warnings: readonly {
        readonly message: string;
        readonly property?: string;
        readonly element?: unknown;
      }[];
    }>;
  }
}
