import { styleText } from 'node:util';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { CliContext } from '../cli-context';

type Color = 'green' | 'red' | 'yellow' | 'magenta' | 'cyan' | 'gray';

/** Gives a text the color of a status, where colors are wanted. */
export type Paint = (text: string, status: InstanceStatus) => string;

const COLORS: Record<InstanceStatus, Color> = {
  pending: 'gray',
  running: 'cyan',
  suspended: 'yellow',
  stalled: 'magenta',
  completed: 'green',
  failed: 'red',
  terminated: 'gray',
};

/** Colors for a person at a terminal; none in a pipe, with NO_COLOR, and where the terminal has none. */
export function paintFor({ env, isTerminal }: CliContext): Paint {
  const isPlain = isTerminal !== true || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  if (isPlain) return (text) => text;
  return (text, status) => styleText(COLORS[status], text, { validateStream: false });
}
