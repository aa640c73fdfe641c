/** What SDKs put before the message of a step that failed a run. */
const PREFIX = /^[\w-]+(?: [\w-]+)* #\d+ failed: /;

/** An error for a narrow column: without the instance's own ID and the SDK's lead-in, which tell nothing new there. */
export function shortError(error: string, instanceId: string): string {
  const lead = `${instanceId}: `;
  const own = error.startsWith(lead) ? error.slice(lead.length) : error;
  const message = own.replace(PREFIX, '');
  return message.trim() === '' ? error : message;
}
