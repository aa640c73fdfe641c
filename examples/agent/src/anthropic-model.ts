import Anthropic from '@anthropic-ai/sdk';
import type { Conversation, Model } from './conversation.ts';
import { tools } from './tools.ts';

/** A real model; the key comes from `ANTHROPIC_API_KEY`, its name from `AGENT_MODEL`. */
export function anthropicModel(name: string): Model {
  const client = new Anthropic();
  return async (conversation) => {
    const answer = await client.messages.create({
      model: name,
      max_tokens: 1024,
      system: 'You plan trips. Use the tools; answer in one short paragraph when you are done.',
      tools: Object.entries(tools).map(([tool, { description, input }]) => ({
        ...{ name: tool, description, input_schema: input },
      })),
      messages: messagesOf(conversation),
    });
    const calls = answer.content.flatMap((part) =>
      part.type === 'tool_use' ? [{ id: part.id, tool: part.name, input: part.input as Record<string, unknown> }] : [],
    );
    if (calls.length > 0) return { kind: 'act', calls };
    const text = answer.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
    return { kind: 'answer', text };
  };
}

function messagesOf({ question, turns }: Conversation): Anthropic.MessageParam[] {
  return [
    { role: 'user', content: question },
    ...turns.flatMap(({ call: { id, tool, input }, result }): Anthropic.MessageParam[] => [
      { role: 'assistant', content: [{ type: 'tool_use', id, name: tool, input }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: result }] },
    ]),
  ];
}
