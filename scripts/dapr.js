// `npm run dapr -- build`: builds the programs of a local Dapr cluster (daprd, placement, scheduler) from their Go modules,
// in the versions that scripts/dapr/tools/go.mod pins, into .cache/dapr/bin. Takes some ten minutes, once.
// `npm run dapr -- record`: lets that cluster run the scenarios of examples/javascript on every state store that Perdure
// reads, and keeps what is in the stores, with the engine's own answers, in lib/dapr/recorded/. `record sqlite redis` takes
// some of them.
// `npm run dapr -- up sqlite`: starts the cluster with a sidecar for App ID `shop` on that store until Ctrl-C, and prints
// its ports.
import './require-node.js';
import './register-typescript.js';
import { buildDapr } from './dapr/build.js';
import { record } from './dapr/record.js';
import { up } from './dapr/up.js';

const commands = { build: buildDapr, record, up };
const [name = '', ...words] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`"${name}" is not one of ${Object.keys(commands).join(', ')}. Example: npm run dapr -- build`);
  process.exitCode = 1;
} else {
  try {
    await command(words);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
