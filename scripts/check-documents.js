// Fails when a document cites a file or folder that does not exist.
import './require-node.js';
import fs, { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidates, citedPaths } from './cited-paths.js';
import { root } from './run-command.js';

const documents = fs.globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], {
  cwd: root,
  exclude: (path) => path.includes('node_modules'),
});

const faults = documents.flatMap((document) =>
  citedPaths(readFileSync(join(root, document), 'utf8'))
    .filter((cited) => !candidates(document, cited).some((path) => existsSync(join(root, path))))
    .map((cited) => `${document} cites ${cited}, which does not exist`),
);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
