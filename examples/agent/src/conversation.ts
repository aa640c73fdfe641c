/** What the agent knows so far: the question, what it wanted to do, and what came of it. Plain JSON, so that it is kept. */
export type Conversation = { readonly question: string; readonly turns: readonly Turn[] };

export type Turn = { readonly call: ToolCall; readonly result: string };

/** Something that the model wants done. `id` tells two equal calls apart. */
export type ToolCall = {
  readonly id: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** One step of reasoning: tools to use next, or the answer. */
export type Thought =
  { readonly kind: 'act'; readonly calls: readonly ToolCall[] } | { readonly kind: 'answer'; readonly text: string };

/** Decides what to do next, from nothing but the conversation. */
export type Model = (conversation: Conversation) => Promise<Thought>;
