import type { Model, ToolCall } from './conversation.ts';

/** A model without a network: the same conversation always gives the same thought. It plans a night in the city asked for. */
export const fakeModel: Model = async ({ question, turns }) => {
  const city = /in ([A-Z]\p{L}+)/u.exec(question)?.[1] ?? 'Bergen';
  const call = (tool: string, input: ToolCall['input']): ToolCall => ({ id: `${turns.length}-${tool}`, tool, input });
  const resultOf = (tool: string): string | undefined => turns.find((turn) => turn.call.tool === tool)?.result;
  const weather = resultOf('weather');
  const hotels = resultOf('hotels');
  if (weather === undefined || hotels === undefined) {
    return { kind: 'act', calls: [call('weather', { city }), call('hotels', { city })] };
  }
  const booked = resultOf('book');
  if (booked === undefined) return { kind: 'act', calls: [call('book', { hotel: 'Hotel Aurora' })] };
  return { kind: 'answer', text: `${weather}. ${booked}.` };
};
