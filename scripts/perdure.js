#!/usr/bin/env node
// `npm run perdure -- <command>`: the command line.
import './require-node.js';

// Not before: an older Node, which hands over to the one that the install brought, cannot even link it.
await import('./register-typescript.js');
const { runInTerminal } = await import('../lib/cli/run-in-terminal.ts');
await runInTerminal();
