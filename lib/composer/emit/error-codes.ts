import type { Program } from '../plan/program';
import { everyStatement } from './every-statement';

/** The codes of the errors that the workflows of a program themselves end with, each once. */
export function errorCodes({ workflows }: Program): readonly string[] {
  const codes = workflows
    .flatMap(({ body }) => everyStatement(body))
    .flatMap((each) => (each.kind === 'end' && each.error !== undefined ? [each.error.code] : []));
  return [...new Set(codes)];
}
