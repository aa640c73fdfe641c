// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { graphOf } from '@/lib/testing/recorded/graph-picture';
import { parseRecording } from '@/lib/testing/recorded/recording';
import { drawnGraph } from '../drawn-graph';
import type { Graph, StepNode } from '../graph';
import { toDot } from './to-dot';
import { toMermaid } from './to-mermaid';
import { toSvg } from './to-svg';

const HOSTILE = 'a"]-->b<script>alert(1)</script> #35; & \\N\n</svg>\u0000 `x`';

test('a graph is a flowchart of Mermaid', () => {
  expect(toMermaid(recorded('javascript/chain'))).toMatchInlineSnapshot(`
    "flowchart TD
      n0(["Chain"]):::plain
      n1["Double<br/>activity, completed, 1 ms"]:::done
      n2["AddOne<br/>activity, completed, 1 ms"]:::done
      n3["Double<br/>activity, completed, 1 ms"]:::done
      n4(["Completed"]):::done
      n0 --> n1
      n1 --> n2
      n2 --> n3
      n3 --> n4
      classDef plain stroke:#71717a
      classDef done stroke:#16a34a
      classDef open stroke:#2563eb
      classDef failed stroke:#dc2626,stroke-width:2px
      classDef struck stroke:#71717a,stroke-dasharray:4
      classDef held stroke:#d97706
    "
  `);
});

test('a graph is one of Graphviz', () => {
  expect(toDot(recorded('javascript/retries'))).toMatchInlineSnapshot(`
    "digraph execution {
      node [shape=box, style=rounded, fontname="sans-serif"];
      "start" [label="Retrying", color="#71717a"];
      "activity-1" [label="Flaky\\nactivity, failed, 1 ms", color="#dc2626"];
      "timer-2" [label="sleep 100 ms\\ntimer, completed, 99 ms", color="#16a34a"];
      "activity-3" [label="Flaky\\nactivity, failed, 1 ms", color="#dc2626"];
      "timer-4" [label="sleep 100 ms\\ntimer, completed, 99 ms", color="#16a34a"];
      "activity-5" [label="Flaky\\nactivity, failed, 1 ms", color="#dc2626"];
      "timer-6" [label="sleep 100 ms\\ntimer, completed, 99 ms", color="#16a34a"];
      "activity-7" [label="Flaky\\nactivity, completed, 1 ms", color="#16a34a"];
      "end" [label="Completed", color="#16a34a"];
      "start" -> "activity-1";
      "activity-1" -> "timer-2";
      "timer-2" -> "activity-3";
      "activity-3" -> "timer-4";
      "timer-4" -> "activity-5";
      "activity-5" -> "timer-6";
      "timer-6" -> "activity-7";
      "activity-7" -> "end";
    }
    "
  `);
});

test('a fan-out that is folded is one box, and a race has a dotted edge', () => {
  expect(toMermaid(recorded('go/fan-out'))).toContain('[["20 × ');
  expect(toMermaid(recorded('javascript/race'))).toContain('-.->');
  expect(toDot(recorded('javascript/race'))).toContain('[style=dashed]');
});

describe('an SVG picture', () => {
  test.each(['javascript/chain', 'go/fan-out', 'python/suspended', 'javascript/race'])('has all of %s', (name) => {
    const graph = recorded(name);
    const svg = elementOf(toSvg(graph));
    expect(svg.querySelectorAll('rect')).toHaveLength(graph.nodes.length);
    expect(svg.querySelectorAll('.edge')).toHaveLength(graph.edges.length);
    const [, , width, height] = svg.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
    for (const box of svg.querySelectorAll('rect')) {
      expect(Number(box.getAttribute('x')) + Number(box.getAttribute('width'))).toBeLessThanOrEqual(width ?? 0);
      expect(Number(box.getAttribute('y')) + Number(box.getAttribute('height'))).toBeLessThanOrEqual(height ?? 0);
    }
  });

  test('can be read in the light and in the dark', () => {
    expect(toSvg(recorded('javascript/chain'))).toContain('@media (prefers-color-scheme: dark)');
  });
});

test('names that look like marks stay names', () => {
  const graph = withName(recorded('javascript/chain'), HOSTILE);
  const svg = elementOf(toSvg(graph));
  expect(svg.querySelector('script')).toBeNull();
  expect(svg.textContent).toContain('<script>alert(1)');
  const line = toMermaid(graph)
    .split('\n')
    .find((each) => each.includes('script'));
  expect(line).toMatch(/^ {2}n\d+\["[^"<>`\\[\]]*(<br\/>)?[^"<>`\\[\]]*"\]:::\w+$/);
  const dot = toDot(graph)
    .split('\n')
    .find((each) => each.includes('script'));
  expect(dot).toContain(String.raw`label="a\"]-->b<script>alert(1)</script> #35; & \\N </svg>`);
});

function recorded(name: string): Graph {
  const file = join(import.meta.dirname, '..', 'recorded', `${name}.json`);
  return drawnGraph(graphOf(parseRecording(readFileSync(file, 'utf8'))));
}

function withName({ nodes, ...graph }: Graph, name: string): Graph {
  const first = nodes.find((node): node is StepNode => node.type === 'step');
  return { ...graph, nodes: nodes.map((node) => (node === first ? { ...node, name } : node)) };
}

function elementOf(svg: string): Element {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')?.textContent).toBeUndefined();
  return parsed.documentElement;
}
