import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCommand } from '../run-command.js';
import { inPath } from '../system-packages.js';

const tools = join(root, 'scripts', 'dapr', 'tools');
const cache = join(root, '.cache', 'dapr');
/** Dapr with all it needs, as Go lays it out beside a module: so that one of its files can be replaced. */
const source = join(cache, 'source');

/** Where the programs lie once they are built. */
export const bin = join(cache, 'bin');

const programs = {
  placement: 'github.com/dapr/dapr/cmd/placement',
  scheduler: 'github.com/dapr/dapr/cmd/scheduler',
  daprd: './daprd',
};

/** Modules whose versions say what a recording was made with. */
const told = ['github.com/dapr/dapr', 'github.com/dapr/durabletask-go', 'github.com/dapr/components-contrib'];

/** The versions that the tools module pins, by the last word of their module. */
export function daprVersions() {
  const text = readFileSync(join(tools, 'go.mod'), 'utf8');
  return Object.fromEntries(
    told.map((module) => {
      const found = text.match(new RegExp(`^\\s*(?:require )?${module} v(\\S+)`, 'm'));
      return [module.slice(module.lastIndexOf('/') + 1), found?.[1] ?? 'unknown'];
    }),
  );
}

/** Fails with what to do when the programs have not been built. */
export function requirePrograms() {
  const missing = Object.keys(programs).filter((name) => !existsSync(join(bin, name)));
  if (missing.length === 0) return;
  throw new Error(`There is no ${missing.join(', ')} in ${bin}. Run "npm run dapr -- build" first.`);
}

/** Builds what is not built yet; Go itself knows what is. */
export async function buildDapr() {
  if (inPath('go') === undefined) {
    throw new Error('Building Dapr takes Go 1.26 or newer in the path, and there is no "go".');
  }
  rmSync(source, { recursive: true, force: true });
  mkdirSync(bin, { recursive: true });
  cpSync(tools, source, { recursive: true });
  await go('fetching the modules', ['mod', 'vendor']);
  const components = join('github.com', 'dapr', 'dapr', 'cmd', 'daprd', 'components');
  cpSync(join(tools, 'components', 'none.go'), join(source, 'vendor', components, 'zz_notag.go'));
  const { dapr } = daprVersions();
  const marks = `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${dapr}`;
  for (const [name, main] of Object.entries(programs)) {
    // One package at a time: it takes long, and other work goes on beside it.
    const options = ['-mod=vendor', '-trimpath', '-p', '1', '-ldflags', marks];
    const seconds = await go(`building ${name} ${dapr}`, ['build', ...options, '-o', join(bin, name), main]);
    console.log(`${name} ${dapr}: built in ${seconds.toFixed(0)} s`);
  }
}

/** Runs Go behind everything else; fails with what it said. */
async function go(what, words) {
  const behind = inPath('nice') === undefined ? [] : ['nice', '-n', '15'];
  const { ok, output, seconds } = await runCommand([...behind, 'go', ...words], {
    cwd: source,
    env: { CGO_ENABLED: '0' },
  });
  if (!ok) throw new Error(`${what} failed:\n${output}`);
  return seconds;
}
