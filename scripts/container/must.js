import { runCommand } from '../run-command.js';

/**
 * Runs a command that has to end well.
 * @param {string[]} command program and arguments
 * @param {Parameters<typeof runCommand>[1]} [options] see runCommand
 * @returns {Promise<string>} what it said; rejects with that when it fails
 */
export async function must(command, options) {
  const { ok, output } = await runCommand(command, options);
  if (ok) return output;
  throw new Error(`${command.join(' ')} failed:\n${output.trim().split('\n').slice(-40).join('\n')}`);
}
