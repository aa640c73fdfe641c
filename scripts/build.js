// `npm run build`: the database client and the console, unless they are there already, made from these very files.
import './require-node.js';
import './register-typescript.js';

const { buildConsole } = await import('../lib/bootstrap/supervisor/build-console.ts');
await buildConsole((line) => console.log(line));
