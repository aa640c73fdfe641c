import { appendFile } from 'node:fs/promises';
import type { ToolCall } from './conversation.ts';

type Tool = {
  readonly description: string;
  /** JSON schema of its input. */
  readonly input: {
    readonly type: 'object';
    readonly properties: Record<string, unknown>;
    readonly required: string[];
  };
  /** Changes something out there, so that a person has to agree first. */
  readonly needsApproval: boolean;
  run(input: ToolCall['input']): Promise<string>;
};

const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } as const;

/** What the agent can do. The first two only look, the last one spends money. */
export const tools: Readonly<Record<string, Tool>> = {
  weather: {
    description: 'The weather of a city tomorrow.',
    input: { ...city, required: [...city.required] },
    needsApproval: false,
    run: async ({ city: where }) => `${String(where)}: sunny, 24 °C`,
  },
  hotels: {
    description: 'Hotels of a city with a free room tomorrow.',
    input: { ...city, required: [...city.required] },
    needsApproval: false,
    run: async ({ city: where }) => `${String(where)}: Hotel Aurora, 120 EUR`,
  },
  book: {
    description: 'Books a room.',
    input: { type: 'object', properties: { hotel: { type: 'string' } }, required: ['hotel'] },
    needsApproval: true,
    run: async ({ hotel }) => `booked ${String(hotel)}, confirmation PD-4711`,
  },
};

/**
 * Runs one call. With `AGENT_LEDGER`, a line is written to that file for each call that is made, so that it can be seen
 * that none is made twice.
 */
export async function runTool({ id, tool, input }: ToolCall): Promise<string> {
  const known = tools[tool];
  if (known === undefined) return `there is no tool ${tool}; there are ${Object.keys(tools).join(', ')}`;
  const result = await known.run(input);
  const ledger = process.env['AGENT_LEDGER'];
  if (ledger !== undefined) await appendFile(ledger, `${id} ${tool}\n`);
  return result;
}
