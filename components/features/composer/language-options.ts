import { languages, type Language } from '@/lib/composer/emit/file';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ...{ javascript: 'TypeScript', python: 'Python', go: 'Go', java: 'Java', csharp: 'C#' },
};

/** Languages of projects, to choose from. */
export const LANGUAGE_OPTIONS = languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
