import { searchText } from '@/components/shared/execution-search-params';

/** A view as the menu knows it; those of the product cannot be changed. */
export type ListedView = { readonly id: string; readonly name: string; readonly search: string };

const ALL_VIEW: ListedView = { id: 'all', name: 'All executions', search: '' };

/** What everybody looks for now and then. */
export const SYSTEM_VIEWS: readonly ListedView[] = [
  ALL_VIEW,
  { id: 'failed', name: 'Failed in 24 h', search: searchText({ status: ['failed'], q: 'ended:>24h' }) },
  { id: 'stalled', name: 'Stalled', search: searchText({ status: ['stalled'] }) },
  { id: 'retrying', name: 'Retrying', search: searchText({ q: 'retrying:true' }) },
  { id: 'waiting', name: 'Waiting for an event', search: searchText({ q: 'waiting:*' }) },
  {
    ...{ id: 'no-worker', name: 'Open without a worker' },
    search: searchText({ status: ['pending', 'running', 'suspended', 'stalled'], q: 'worker:none' }),
  },
  { id: 'long', name: 'Running for over an hour', search: searchText({ status: ['running'], q: 'duration:>1h' }) },
];
