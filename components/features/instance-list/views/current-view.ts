import { searchOfText, searchText, type ExecutionSearch } from '@/components/shared/execution-search-params';
import type { ListedView } from './system-views';

export type CurrentView<View extends ListedView> = {
  /** Undefined: the search is nobody's view. */
  readonly view: View | undefined;
  /** The search began as the view and differs from it now. */
  readonly isEdited: boolean;
};

/** Which view a search is: the one it says that it began as, else the first that asks for the same. */
export function currentView<View extends ListedView>(
  search: ExecutionSearch,
  views: readonly View[],
): CurrentView<View> {
  const text = searchText(search);
  const begun = views.find(({ id }) => id === search.view);
  if (begun !== undefined) return { view: begun, isEdited: normal(begun.search) !== text };
  return { view: views.find((view) => normal(view.search) === text), isEdited: false };
}

/** The same search is the same text, whoever wrote it. */
function normal(search: string): string {
  return searchText(searchOfText(search));
}
