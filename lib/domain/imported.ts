/**
 * The tag of a run that was imported from a file, with the time of the import. It is kept to be looked at: the engine never
 * runs it and changes nothing about it (docs/decisions/0035-imported-runs.md).
 */
export const IMPORTED_TAG = 'perdure.imported';

/** True for a run with these tags that was imported. */
export function hasImportedTag(tags: Readonly<Record<string, string>> | undefined): boolean {
  return tags !== undefined && Object.hasOwn(tags, IMPORTED_TAG);
}
