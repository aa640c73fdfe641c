// `npm run walk`: from the packed tarball in an empty folder to a purged execution, in JavaScript and in Python, with nothing of
// this repository but the tarball. Writes what was typed and answered to docs/walk.md; ends with "N passed, N failed".
import './require-node.js';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runCommand } from './run-command.js';
import { walkThrough } from './walk/walk-through.js';

const walks = [
  {
    language: 'javascript',
    install: ['npm', 'install', '--no-audit', '--no-fund'],
    order: ['npm', 'run', '--silent', 'order', '--', '4'],
  },
  {
    language: 'python',
    install: ['sh', '-c', 'python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements.txt'],
    order: ['.venv/bin/python', 'start_order.py', '4'],
  },
];

const packed = await runCommand(['npm', 'run', '--silent', 'package'], { show: true });
const tarball = readdirSync(root).find((name) => /^perdure-.*\.tgz$/.test(name));
if (!packed.ok || tarball === undefined) throw new Error('npm run package made no tarball');
const outcomes = [];
for (const walk of walks) outcomes.push(await walked(walk));
const texts = outcomes.map(({ transcript }) => transcript);
writeFileSync(join(root, 'docs', 'walk.md'), `${['# A walk, from the tarball', intro(), ...texts].join('\n\n')}\n`);
const failed = outcomes.filter(({ fault }) => fault !== undefined);
for (const { language, fault } of failed) console.error(`${language}: ${fault}`);
console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

function intro() {
  return (
    'Written by `npm run walk`; not edited by hand. Each part began in an empty folder with the package alone. Lines that begin\n' +
    'with `$` were typed, what follows them was answered; times, ports and IDs are those of that run.'
  );
}

async function walked(walk) {
  const folder = mkdtempSync(join(tmpdir(), `perdure-walk-${walk.language}-`));
  try {
    return { language: walk.language, ...(await walkThrough({ ...walk, folder, tarball: join(root, tarball) })) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
