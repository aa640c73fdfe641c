/** `problem`: something does not work as it is; `note`: worth knowing, and it may be meant so. */
export type FindingLevel = 'ok' | 'note' | 'problem';

/** What a check has found about one thing, and what to do about it. */
export type Finding = {
  readonly level: FindingLevel;
  readonly about: string;
  readonly says: string;
  readonly fix?: string;
};
