import { openCeiling } from './open-ceiling';
import { openDbos, openOpenworkflow, openRestate } from './open-peer';
import { openPerdure, openPerdureOnPostgres } from './open-perdure';
import type { Subject, SubjectName } from './subject';

/** Starts an engine and its app on an empty store. */
export function openSubject(name: SubjectName): Promise<Subject> {
  switch (name) {
    case 'perdure':
      return openPerdure();
    case 'perdure-postgres':
      return openPerdureOnPostgres();
    case 'ceiling':
      return openCeiling('memory');
    case 'ceiling-fsync':
      return openCeiling('fsync');
    case 'restate':
      return openRestate('inline');
    case 'restate-remote':
      return openRestate('remote');
    case 'dbos':
      return openDbos();
    case 'openworkflow':
      return openOpenworkflow();
  }
}
