/** What a file beside the store holds; undefined when it is no JSON, since it was cut off or written by something else. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
