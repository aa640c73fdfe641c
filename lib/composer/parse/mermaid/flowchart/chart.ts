import type { SourceLine } from '../source-line';

/** Outlines of Mermaid's shapes, by what their brackets look like. */
export type Shape =
  | 'rectangle'
  | 'rounded'
  | 'stadium'
  | 'subroutine'
  | 'cylinder'
  | 'circle'
  | 'double-circle'
  | 'diamond'
  | 'hexagon'
  | 'parallelogram'
  | 'trapezoid'
  | 'trapezoid-upside-down'
  | 'flag'
  | 'bar';

export interface ChartNode {
  readonly id: string;
  label: string;
  shape: Shape;
  /** Id of the innermost subgraph that names the node. */
  group: string | undefined;
}

export interface ChartEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isDotted: boolean;
  readonly hasArrow: boolean;
  readonly line: SourceLine;
}

export interface ChartGroup {
  readonly id: string;
  readonly label: string;
  readonly parent: string | undefined;
  readonly line: SourceLine;
}

/** A flowchart as written, before it means anything. */
export interface Chart {
  readonly nodes: Map<string, ChartNode>;
  readonly edges: ChartEdge[];
  readonly groups: Map<string, ChartGroup>;
}
