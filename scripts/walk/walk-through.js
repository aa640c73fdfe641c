// One walk in one language: each command must end well and say what it should.
import { join } from 'node:path';
import { Session } from './session.js';

const APPROVAL = 'Approval';

/**
 * @param {{ language: string, install: string[], order: string[], folder: string, tarball: string }} walk
 * @returns {Promise<{ transcript: string, fault?: string }>} the transcript as Markdown; `fault` says where it went wrong
 */
export async function walkThrough({ language, install, order, folder, tarball }) {
  const session = new Session(folder);
  let fault;
  try {
    await session.run(['npm', 'install', '--no-audit', '--no-fund', tarball], { shown: 'npm install perdure' });
    await session.run(['npx', 'perdure', 'init', 'shop', '--language', language], { expect: /A first app in/ });
    session.enter(join(folder, 'shop'));
    await session.run(install, { shown: install.at(-1).startsWith('python3') ? install.at(-1) : install.join(' ') });
    await steer(session, order);
  } catch (error) {
    fault = error.message;
  } finally {
    await session.end();
  }
  return { transcript: `## ${language}\n\n\`\`\`\n${session.transcript()}\n\`\`\``, fault };
}

async function steer(session, order) {
  const { console } = await session.dev();
  const perdure = (args, options) => session.run(['npx', 'perdure', ...args], options);
  const server = ['--server', console];
  const asked = await perdure(['run', '--app-id', 'shop', '--', ...order], { expect: /order-\d+/ });
  const id = /order-\d+/.exec(asked)[0];
  await perdure(['workflow', 'list', 'status:running', ...server], { expect: new RegExp(id) });
  const watched = session.start(['npx', 'perdure', 'workflow', 'watch', id, '--app-id', 'shop', ...server]);
  await perdure(['workflow', 'raise-event', id, APPROVAL, '--input', 'true', '--app-id', 'shop', ...server]);
  await watched.ended(/completed/i);
  await perdure(['workflow', 'history', id, '--app-id', 'shop', ...server], { expect: /Approval/ });
  const again = await perdure(['workflow', 'rerun', id, '--from', 'start', '--app-id', 'shop', ...server]);
  const second = again.trim().split('\n').at(-1);
  await perdure(['workflow', 'raise-event', second, APPROVAL, '--input', 'true', '--app-id', 'shop', ...server]);
  await perdure(['workflow', 'watch', second, '--app-id', 'shop', ...server], { expect: /completed/i });
  await perdure(['workflow', 'purge', id, '--app-id', 'shop', '--yes', ...server]);
  await perdure(['workflow', 'list', `id:${id}`, ...server], { expect: /No execution matches/ });
}
