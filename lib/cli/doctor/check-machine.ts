import { consoleBuild } from '@/lib/bootstrap/supervisor/build-console';
import { IS_REPOSITORY } from '@/lib/bootstrap/supervisor/repository';
import { PERDURE_VERSION } from '@/lib/bootstrap/version';
import type { Finding } from './finding';

export type Machine = {
  readonly nodeVersion: string;
  /** The package is compiled and built, so that it needs less of Node and cannot be out of date. */
  readonly isRepository: boolean;
};

const THIS_MACHINE: Machine = { nodeVersion: process.versions.node, isRepository: IS_REPOSITORY };

/** Versions, and whether the console is built. */
export function checkMachine({ nodeVersion, isRepository }: Machine = THIS_MACHINE): readonly Finding[] {
  return [
    { level: 'ok', about: 'Perdure', says: PERDURE_VERSION },
    nodeFinding({ nodeVersion, isRepository }),
    ...(isRepository ? [consoleFinding()] : []),
  ];
}

function nodeFinding({ nodeVersion, isRepository }: Machine): Finding {
  const needed = isRepository ? '24' : '22.12';
  if (isAtLeast(nodeVersion, needed)) return { level: 'ok', about: 'Node', says: `v${nodeVersion}` };
  return {
    ...{ level: 'problem', about: 'Node', says: `v${nodeVersion}, and Perdure needs ${needed} or newer` },
    fix: isRepository ? 'Run npm install, which brings it along, or install a newer Node.' : 'Install a newer Node.',
  };
}

/** Both as in `22.12.0`; what the second leaves out counts as 0. */
function isAtLeast(version: string, needed: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

function consoleFinding(): Finding {
  const about = 'Console build';
  const build = consoleBuild();
  if (build === 'present') return { level: 'ok', about, says: 'present' };
  const why = build === 'absent' ? 'not there yet' : 'from other sources than these';
  return { level: 'note', about, says: `${why}: the next start makes it, which takes a minute` };
}
