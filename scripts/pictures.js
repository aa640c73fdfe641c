// `npm run pictures`: the pictures of docs/console.md, of the sample app as the README's command starts it.
import './require-node.js';
import './register-typescript.js';
import { findBrowser } from './provide-browser.js';

const { takePictures } = await import('./shots/take-pictures.ts');
await takePictures(findBrowser());
