import { markdownTable } from './markdown-table';
import { verdictOf, type Ratio } from './ratio';

/** Every figure that has a target, with its verdict. */
export function ratioTable(ratios: readonly Ratio[]): string {
  return markdownTable(
    ['Figure', 'Value', 'Target', 'Floor', 'Verdict'],
    ratios.map((ratio) => {
      const sign = ratio.better === 'higher' ? '≥' : '≤';
      const verdict = `${verdictOf(ratio)}${ratio.isLoaded ? ' (loaded machine)' : ''}`;
      return [ratio.name, ratio.value, `${sign} ${ratio.target}`, `${sign} ${ratio.floor}`, verdict];
    }),
  );
}
