import { parseArgs } from 'node:util';
import { SUBJECT_NAMES, type SubjectName } from '../subjects/subject';
import { FULL_SIZES, isWorkloadName, QUICK_SIZES, WORKLOAD_NAMES, type Sizes, type WorkloadName } from './sizes';

export const PARTS = [
  'workloads',
  'lists',
  'growth',
  'insight',
  'console',
  'tabs',
  'command-line',
  'slow-disk',
] as const;
export type Part = (typeof PARTS)[number];

export type BenchOptions = {
  readonly parts: readonly Part[];
  readonly workloads: readonly WorkloadName[];
  readonly subjects: readonly SubjectName[];
  readonly sizes: Sizes;
  readonly isQuick: boolean;
  /** Where the results go. */
  readonly out: string;
};

export const USAGE = `npm run bench [-- what] [--peers a,b] [--repeats n] [--peer-repeats n] [--idle-wait seconds] [--quick] [--out file]
  what            ${WORKLOAD_NAMES.join(' ')}: workloads; lists; growth; insight; console; tabs; command-line; slow-disk (as root); default: all but slow-disk
                  readme: writes the figures of the newest results into README.md
                  profile [W1 …]: where our runtime's CPU goes
                  writes [workflows]: what our runtime writes and keeps for a workflow, by table and index
                  long-workflow, wide-fan-out [numbers]: see docs/benchmarks.md
  --peers         of ${SUBJECT_NAMES.join(', ')}, or none; what is compared is measured whether named or not
  --repeats       how often our runtime and the ceilings are measured (5), each time from an empty store
  --peer-repeats  how often each peer is (3)
  --idle-wait     longest wait for a quiet machine before each measurement (60)
  --quick         small sizes, to see that it works: its figures are noise`;

const OWN: readonly SubjectName[] = ['perdure', 'ceiling', 'ceiling-fsync'];
const USUAL_PEERS: readonly SubjectName[] = ['restate', 'restate-remote', 'dbos', 'openworkflow'];

/** Reads the command line; throws with the usage for what is not understood. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !isWorkloadName(name) && !isPart(name));
  if (unknown !== undefined) throw new Error(`There is no "${unknown}" to run.\n${USAGE}`);
  const named = positionals.filter(isWorkloadName);
  const parts = new Set<Part>(positionals.filter(isPart));
  if (named.length > 0) parts.add('workloads');
  const isQuick = values.quick === true;
  return {
    parts: parts.size > 0 ? PARTS.filter((part) => parts.has(part)) : PARTS.filter((part) => part !== 'slow-disk'),
    workloads: named.length > 0 ? WORKLOAD_NAMES.filter((name) => named.includes(name)) : WORKLOAD_NAMES,
    subjects: [...new Set([...OWN, ...readPeers(values.peers)])],
    sizes: sizesOf(isQuick ? QUICK_SIZES : FULL_SIZES, values),
    isQuick,
    out: values.out ?? 'bench/results/latest.json',
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        peers: { type: 'string' },
        repeats: { type: 'string' },
        'peer-repeats': { type: 'string' },
        'idle-wait': { type: 'string' },
        quick: { type: 'boolean' },
        out: { type: 'string' },
      },
    });
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, { cause });
  }
}

function isPart(text: string): text is Part {
  return PARTS.some((part) => part === text);
}

function readPeers(text: string | undefined): readonly SubjectName[] {
  if (text === undefined) return USUAL_PEERS;
  const names = text === 'none' ? [] : text.split(',');
  return names.map((name) => {
    const found = SUBJECT_NAMES.find((known) => known === name);
    if (found === undefined) throw new Error(`There is no peer "${name}".\n${USAGE}`);
    return found;
  });
}

type Given = ReturnType<typeof parse>['values'];

function sizesOf(sizes: Sizes, given: Given): Sizes {
  const repeats = wholeNumber('repeats', given.repeats) ?? sizes.repeats;
  const peerRepeats = wholeNumber('peer-repeats', given['peer-repeats']) ?? Math.min(repeats, sizes.peerRepeats);
  const idleWait = wholeNumber('idle-wait', given['idle-wait']);
  return { ...sizes, repeats, peerRepeats, idleWait: idleWait === undefined ? sizes.idleWait : idleWait * 1000 };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,4}$/.test(text)) throw new Error(`--${name} is "${text}"; it takes a whole number.\n${USAGE}`);
  return Number(text);
}
