import type { File } from '../file';
import { flowParts } from './flow-text';
import { goText } from './go-types';

/** A file with the imports that its text needs. */
export function goFile(lines: readonly string[]): string {
  const text = lines.join('\n');
  const standard = ['cmp', 'context', 'encoding/json', 'errors', 'fmt', 'slices', 'strings', 'time'];
  const others = ['github.com/dapr/durabletask-go/task', 'github.com/dapr/durabletask-go/workflow'];
  const code = text.replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\/.*/g, '');
  const used = (path: string): boolean => new RegExp(`\\b${path.split('/').at(-1) ?? ''}\\.[A-Z]`).test(code);
  const groups = [standard.filter(used), others.filter(used)].filter((each) => each.length > 0);
  return `${['package main', '', ...importing(groups), text].join('\n')}\n`;
}

function importing(groups: readonly (readonly string[])[]): readonly string[] {
  const [first, ...more] = groups.flat();
  if (first === undefined) return [];
  if (more.length === 0) return [`import ${goText(first)}`, ''];
  const lines = groups.map((group) => group.map((path) => `\t${goText(path)}`).join('\n')).join('\n\n');
  return ['import (', lines, ')', ''];
}

/** The functions that the other files use. */
export function flowFile(files: readonly File[]): readonly File[] {
  const text = files.map((each) => each.text).join('\n');
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    flowParts[name]?.needs.forEach(need);
  };
  for (const name of Object.keys(flowParts)) if (new RegExp(`\\b${name}\\b`).test(text)) need(name);
  if (needed.size === 0) return [];
  const parts = Object.entries(flowParts).filter(([name]) => needed.has(name));
  return [{ path: 'flow.go', text: goFile([parts.map(([, part]) => part.text).join('\n\n')]), keep: false }];
}
