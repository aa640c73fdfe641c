// Debian 12 packages Go 1.19, which cannot fetch the version that go.mod asks for as later ones do. But every Go can
// download a module, and toolchains are published as modules.
import { chmodSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCommand } from '../run-command.js';

const architectures = { x64: 'amd64', arm64: 'arm64' };

function wantedVersion() {
  const text = readFileSync(join(root, 'examples', 'go', 'go.mod'), 'utf8');
  return /^toolchain go(\S+)/m.exec(text)?.[1] ?? /^go (\S+)/m.exec(text)?.[1];
}

/**
 * Gets the Go that examples/go asks for by means of an older one.
 * @returns {Promise<string | undefined>} the folder with its program `go`; undefined when it cannot be had
 */
export async function newerGo() {
  const { ok } = await runCommand(['go', 'version']);
  const architecture = architectures[process.arch];
  if (!ok || process.platform !== 'linux' || architecture === undefined) return undefined;
  const module = `golang.org/toolchain@v0.0.1-go${wantedVersion()}.linux-${architecture}`;
  const env = { GOFLAGS: '-modcacherw', GOMODCACHE: join(root, '.cache', 'sdks', 'go-toolchain') };
  const download = await runCommand(['go', 'mod', 'download', '-json', module], { cwd: join(root, '.cache'), env });
  if (!download.ok) return undefined;
  const folder = JSON.parse(download.output).Dir;
  for (const program of globSync('{bin,pkg/tool/**}/*', { cwd: folder })) chmodSync(join(folder, program), 0o755);
  return join(folder, 'bin');
}
