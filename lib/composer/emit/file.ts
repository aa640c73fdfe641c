export { PROJECT_LANGUAGES as languages, type ProjectLanguage as Language } from '@/lib/domain/project';

/** A file of a generated project. */
export interface File {
  /** Relative to the project, with slashes. */
  readonly path: string;
  /** Ends with a line end. */
  readonly text: string;
  /** Is written once and then belongs to the person who fills it in: an activity's body. */
  readonly keep: boolean;
}
