import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, runCommand } from '../run-command.js';
import { canInstallPackages, installPackages } from '../system-packages.js';
import { languages } from './languages.js';

async function isThere({ probe, answer }) {
  const { ok, output } = await runCommand(probe, { timeoutSeconds: 60 });
  return ok && (answer === undefined || answer.test(output));
}

/** Why a tool cannot be had; otherwise the folder to look in first, when it came into one of its own. */
async function provideTool(tool) {
  if (await isThere(tool)) return {};
  const reason = `${tool.name} is missing`;
  const byHand = `apt-get install ${tool.packages.join(' ')}`;
  const installable = tool.packages.length > 0 && canInstallPackages();
  if (installable && (await installPackages(tool.packages)).ok && (await isThere(tool))) return {};
  const folder = await tool.otherwise?.();
  if (folder !== undefined) return { folder };
  if (tool.packages.length === 0) return { reason: `${reason}: install it and put it in the path` };
  if (!installable) return { reason: `${reason}: install it, on Debian with "${byHand}"` };
  return { reason: `${reason}, and "${byHand}" did not bring it` };
}

/**
 * Gets the toolchain of a language.
 * @param {string} name of the language
 * @returns {Promise<{ reason: string } | { folders: string[] }>} `folders` come before the path to find its tools
 */
export async function provideTools(name) {
  const folders = [];
  for (const tool of languages[name].tools) {
    const { reason, folder } = await provideTool(tool);
    if (reason !== undefined) return { reason };
    if (folder !== undefined) folders.push(folder);
  }
  return { folders };
}

/**
 * Gets the toolchain of a language and builds its app in examples/.
 * @param {string} name of the language
 * @returns {Promise<{ kind: 'built', seconds: number, folders: string[] } | { kind: 'missing', reason: string } |
 *   { kind: 'broken', output: string }>} broken when a build step failed;
 *   `folders` come before the path to find its tools
 */
export async function provideLanguage(name) {
  const example = join(root, 'examples', name);
  if (!existsSync(example)) return { kind: 'missing', reason: `there is no folder examples/${name}` };
  const tools = await provideTools(name);
  if ('reason' in tools) return { kind: 'missing', reason: tools.reason };
  const { folders } = tools;
  const env = { PATH: [...folders, process.env.PATH ?? ''].join(delimiter) };
  let seconds = 0;
  for (const command of languages[name].build) {
    const step = await runCommand(command, { cwd: example, env, timeoutSeconds: 900 });
    if (!step.ok) return { kind: 'broken', output: `${command.join(' ')}\n${step.output}` };
    seconds += step.seconds;
  }
  return { kind: 'built', seconds, folders };
}
