/** What a language model is asked: what it has to do, and what somebody wrote or drew. */
export type Question = {
  readonly instruction: string;
  readonly text: string;
  readonly image?: {
    readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
    readonly base64: string;
  };
};

/** Where questions go, for people to read before they send one. */
export type LanguageModelPlace = { readonly host: string; readonly name: string };

/**
 * A language model at an endpoint elsewhere. `ask` resolves with its words, which are not to be trusted; it rejects with
 * an `AppError` that says what to do when there is no answer, or when it is not whole.
 */
export type LanguageModel = {
  readonly place: LanguageModelPlace;
  readonly ask: (question: Question, signal?: AbortSignal) => Promise<string>;
};

export const LANGUAGE_MODEL_KINDS = ['anthropic', 'openai'] as const;

/** Which language model is asked, and as whom. */
export type LanguageModelSettings = {
  /** Which API the endpoint speaks; many speak that of OpenAI. */
  readonly kind: (typeof LANGUAGE_MODEL_KINDS)[number];
  /** Base address of the API. */
  readonly url: string;
  readonly model: string;
  /** Never to be logged. Absent: the endpoint asks for none. */
  readonly key?: string | undefined;
};

export type Answer = {
  readonly text: string;
  /** `cut`: there would have been more. `declined`: it will not answer. */
  readonly end: 'whole' | 'cut' | 'declined';
};

export type Asking = {
  readonly settings: LanguageModelSettings;
  readonly mostTokens: number;
  readonly signal: AbortSignal;
};
