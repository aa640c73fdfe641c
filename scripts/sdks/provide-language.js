import { join } from 'node:path';
import { root, runCommand } from '../run-command.js';
import { canInstallPackages, installPackages } from '../system-packages.js';
import { languages } from './languages.js';

async function isThere({ probe, answer }) {
  const { ok, output } = await runCommand(probe, { timeoutSeconds: 60 });
  return ok && (answer === undefined || answer.test(output));
}

/** Why a tool cannot be had, or undefined when it is there now. */
async function provideTool(tool) {
  if (await isThere(tool)) return undefined;
  const missing = `${tool.name} is missing`;
  if (tool.packages.length === 0) return `${missing}: install it and put it in the path`;
  const byHand = `apt-get install ${tool.packages.join(' ')}`;
  if (!canInstallPackages()) return `${missing}: install it, on Debian with "${byHand}"`;
  const { ok } = await installPackages(tool.packages);
  if (ok && (await isThere(tool))) return undefined;
  return `${missing}, and "${byHand}" did not bring it`;
}

/**
 * Gets the toolchain of a language and builds its app in examples/.
 * @param {string} name of the language
 * @returns {Promise<{ kind: 'built', seconds: number } | { kind: 'missing', reason: string } |
 *   { kind: 'broken', output: string }>} broken when a build step failed
 */
export async function provideLanguage(name) {
  const { tools, build } = languages[name];
  for (const tool of tools) {
    const reason = await provideTool(tool);
    if (reason !== undefined) return { kind: 'missing', reason };
  }
  let seconds = 0;
  for (const command of build) {
    const step = await runCommand(command, { cwd: join(root, 'examples', name), timeoutSeconds: 900 });
    if (!step.ok) return { kind: 'broken', output: `${command.join(' ')}\n${step.output}` };
    seconds += step.seconds;
  }
  return { kind: 'built', seconds };
}
