import { consoleBuild } from '@/lib/bootstrap/supervisor/build-console';
import { PERDURE_VERSION } from '@/lib/bootstrap/version';
import type { Finding } from './finding';

const NEEDED_NODE = 24;

/** Versions, and whether the console is built. */
export function checkMachine(nodeVersion = process.versions.node): readonly Finding[] {
  return [
    { level: 'ok', about: 'Perdure', says: PERDURE_VERSION },
    Number.parseInt(nodeVersion, 10) >= NEEDED_NODE
      ? { level: 'ok', about: 'Node', says: `v${nodeVersion}` }
      : {
          ...{ level: 'problem', about: 'Node', says: `v${nodeVersion}, and Perdure needs ${NEEDED_NODE} or newer` },
          fix: 'Run npm install, which brings it along, or install a newer Node.',
        },
    consoleFinding(),
  ];
}

function consoleFinding(): Finding {
  const about = 'Console build';
  const build = consoleBuild();
  if (build === 'present') return { level: 'ok', about, says: 'present' };
  const why = build === 'absent' ? 'not there yet' : 'from other sources than these';
  return { level: 'note', about, says: `${why}: the next start makes it, which takes a minute` };
}
