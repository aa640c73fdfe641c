import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ratioTable } from './ratio-table';
import type { Results } from './results-file';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const BEGIN = '<!-- figures: written by `npm run bench -- readme` from the newest results, not by hand -->';
const END = '<!-- end of figures -->';

/** Writes the figures with targets between the markers of README.md. Throws when the markers are not there. */
export function writeReadme(results: Results): void {
  const text = readFileSync(README, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no place for the figures: "${BEGIN}" … "${END}".`);
  const figures = figuresText(results);
  writeFileSync(README, `${text.slice(0, begin + BEGIN.length)}\n\n${figures}\n\n${text.slice(end)}`);
}

/** The figures of each part with the command that takes them again. Throws when there are none. */
export function figuresText({ parts }: Results): string {
  const texts = Object.values(parts).map(({ ratios, command, machine, at, load }) => {
    const { cores, cpu, memoryGb, node, commit } = machine;
    const where = `${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node.replace('v', '')}, commit ${commit}`;
    return `\`${command}\` on ${at.slice(0, 10)} (${where}; load ${load.join(' → ')}):\n\n${ratioTable(ratios)}`;
  });
  if (texts.length === 0) throw new Error('There are no results yet: run `npm run bench` first.');
  return texts.join('\n\n');
}
