// `npm run shots`: a picture of every page in every state, theme and width, in ./shots. `-- --only overview` takes those
// of one page.
import './require-node.js';
import './register-typescript.js';
import { parseArgs } from 'node:util';
import { findBrowser } from './provide-browser.js';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const { takeShots } = await import('./shots/take-shots.ts');
await takeShots({ only: values.only, executablePath: findBrowser() });
