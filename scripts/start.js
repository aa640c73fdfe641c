// `npm start`: runtime, console and sample app under one roof.
import './require-node.js';
import './register-typescript.js';

const { runPerdure } = await import('../lib/bootstrap/supervisor/main.ts');
await runPerdure();
