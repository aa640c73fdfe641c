import { NO_FILTER, type InstanceFilter } from '@/lib/domain/instance-filter';

/** What is known of a store before it is asked: the most and the least frequent of everything. */
export type StoreFacts = {
  readonly largestApp: string;
  readonly rarestApp: string;
  readonly largestName: string;
  readonly rarestName: string;
  /** A usual name, neither large nor rare. */
  readonly middleName: string;
  /** Newest and oldest creation. */
  readonly newest: number;
  readonly oldest: number;
  /** The id that was created first. */
  readonly oldestId: string;
};

/** A filter, in the order that lists are offered in: newest first. */
export type ListPair = { readonly name: string; readonly filter: InstanceFilter };

const HOUR = 3_600_000;

/** The 40 lists that are measured: every clause from its best to its worst selectivity, and clauses together. */
export function listPairs(facts: StoreFacts): readonly ListPair[] {
  return [...single(facts), ...together(facts), ...times(facts), ...texts(facts)].map(({ name, ...filter }) => ({
    name,
    filter: { ...NO_FILTER, ...filter },
  }));
}

type Sketch = { readonly name: string } & Partial<InstanceFilter>;

function single({ largestApp, rarestApp, largestName, rarestName, middleName }: StoreFacts): readonly Sketch[] {
  return [
    { name: 'everything' },
    { name: 'status completed (most)', statuses: ['completed'] },
    { name: 'status failed', statuses: ['failed'] },
    { name: 'status stalled (fewest)', statuses: ['stalled'] },
    {
      name: 'any status that is not completed',
      statuses: ['pending', 'running', 'suspended', 'stalled', 'failed', 'terminated'],
    },
    { name: 'status failed or stalled', statuses: ['failed', 'stalled'] },
    { name: 'app with most', appIds: [largestApp] },
    { name: 'app with fewest', appIds: [rarestApp] },
    { name: 'app that is not there', appIds: ['nobody'] },
    { name: 'two apps', appIds: [largestApp, rarestApp] },
    { name: 'name with most', names: [largestName] },
    { name: 'name in the middle', names: [middleName] },
    { name: 'name with fewest', names: [rarestName] },
    { name: 'name that is not there', names: ['Nothing'] },
  ];
}

function together({ largestApp, rarestApp, largestName, rarestName, middleName }: StoreFacts): readonly Sketch[] {
  return [
    { name: 'app with most, failed', appIds: [largestApp], statuses: ['failed'] },
    { name: 'app with most, stalled', appIds: [largestApp], statuses: ['stalled'] },
    { name: 'app with fewest, completed', appIds: [rarestApp], statuses: ['completed'] },
    { name: 'name with most, failed', names: [largestName], statuses: ['failed'] },
    { name: 'name in the middle, stalled', names: [middleName], statuses: ['stalled'] },
    { name: 'name with fewest, failed', names: [rarestName], statuses: ['failed'] },
    { name: 'app and its name with most', appIds: [largestApp], names: [largestName] },
    { name: 'app and a name of another', appIds: [rarestApp], names: [largestName] },
    { name: 'app, name and status', appIds: [largestApp], names: [largestName], statuses: ['failed'] },
    {
      name: 'app with most, any status but completed and failed',
      appIds: [largestApp],
      statuses: ['pending', 'running', 'suspended', 'stalled', 'terminated'],
    },
  ];
}

function times({ newest, oldest, largestApp, rarestName }: StoreFacts): readonly Sketch[] {
  const middle = (newest + oldest) / 2;
  return [
    { name: 'created in the newest hour', createdFrom: newest - HOUR },
    { name: 'created in the oldest hour', createdBefore: oldest + HOUR },
    { name: 'created within an hour in the middle', createdFrom: middle, createdBefore: middle + HOUR },
    { name: 'created before everything', createdBefore: oldest },
    { name: 'oldest day, stalled', createdBefore: oldest + 24 * HOUR, statuses: ['stalled'] },
    { name: 'first half, failed', createdBefore: middle, statuses: ['failed'] },
    { name: 'second half, app with most', createdFrom: middle, appIds: [largestApp] },
    { name: 'first half, app with most, stalled', createdBefore: middle, appIds: [largestApp], statuses: ['stalled'] },
    { name: 'newest hour, name with fewest', createdFrom: newest - HOUR, names: [rarestName] },
  ];
}

function texts({ oldestId, largestApp }: StoreFacts): readonly Sketch[] {
  return [
    { name: 'text in most ids', text: '-' },
    { name: 'text of three letters, in many ids', text: 'pay' },
    { name: 'text: the oldest id, whole', text: oldestId },
    { name: 'text: seven letters from within the oldest id', text: oldestId.slice(-8, -1) },
    { name: 'text in no id', text: 'zzz-nope' },
    { name: 'text in no id, two letters', text: 'zq' },
    { name: 'text in many ids, stalled, app with most', text: 'pay', statuses: ['stalled'], appIds: [largestApp] },
  ];
}
