/** Why a text is no JSON object, in one sentence; undefined when it is one. */
export function whyNoObject(text: string): string | undefined {
  if (text.trim() === '') return 'The input is empty; {} is one without fields.';
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : `The input is ${kindOf(value)}, and fields stand in an object: {"amount": 1}.`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return `The input is not valid JSON: ${reason}. Text needs double quotes: "like this".`;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
