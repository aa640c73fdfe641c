import { expect, test } from 'vitest';
import { searchOfText } from '@/components/shared/execution-search-params';
import { currentView } from './current-view';
import { SYSTEM_VIEWS } from './system-views';

const MINE = { id: 'v-1', name: 'Mine', search: 'q=tag.region%3Aeu&status=failed&columns=id,tag.region' };
const VIEWS = [...SYSTEM_VIEWS, MINE];

test.each([
  ['', 'all', false],
  ['status=stalled', 'stalled', false],
  ['status=failed&q=tag.region:eu&columns=id,tag.region', 'v-1', false],
  ['view=v-1&status=failed&q=tag.region:eu&columns=id,tag.region', 'v-1', false],
  ['view=v-1&status=failed', 'v-1', true],
  ['view=v-1', 'v-1', true],
  ['view=deleted&status=stalled', 'stalled', false],
  ['status=completed', undefined, false],
])('%j is the view %s', (text, id, isEdited) => {
  const current = currentView(searchOfText(text), VIEWS);
  expect([current.view?.id, current.isEdited]).toEqual([id, isEdited]);
});
