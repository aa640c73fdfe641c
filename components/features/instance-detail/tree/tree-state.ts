import { createContext } from 'react';

/** What the rows of one tree share. */
export type TreeState = {
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  /** The row that the tabulator leads to; undefined: the first one. */
  readonly active: string | undefined;
  readonly activate: (key: string) => void;
};

export const TreeContext = createContext<TreeState>({
  isOpen: () => false,
  toggle: () => undefined,
  active: undefined,
  activate: () => undefined,
});
