/** What this door needs of a log. */
export type HttpLog = {
  readonly info: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};
