/**
 * How long ids and names may be, in bytes of UTF-8. Every store keeps them in indexes, whose entries PostgreSQL limits to
 * 2,704 bytes. A child's id is usually its parent's and a little more, so that of a child may be longer.
 */
export const MOST_BYTES = { instanceId: 1024, childId: 2048, workflowName: 1024, appId: 256 } as const;

/** What is wrong with an id or a name that is too long, in the words for people; undefined when it is not. */
export function tooLong(what: string, text: string, most: number): string | undefined {
  const bytes = Buffer.byteLength(text);
  return bytes <= most ? undefined : `${what} has ${bytes} bytes; ${most} are allowed`;
}
