import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { languages } from '@/lib/composer/emit/file';

export const TABS = ['faults', 'project', 'run'] as const;

const composerSearchParams = {
  /** That of the project. */
  language: parseAsStringLiteral(languages).withDefault('javascript'),
  /** The open one beside the diagram. */
  tab: parseAsStringLiteral(TABS).withDefault('faults'),
};

/** What the address of the page says; the diagram itself is kept by the browser. */
export function useComposerSearch() {
  return useQueryStates(composerSearchParams, { history: 'replace', shallow: true });
}
