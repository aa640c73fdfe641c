import { parseAsString, parseAsStringLiteral } from 'nuqs';
import { SORTS } from './sort-workflows';

/** What the workflows page keeps in its URL. */
export const workflowSearchParams = {
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(SORTS).withDefault('executions'),
};
