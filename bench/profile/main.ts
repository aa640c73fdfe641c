// `npm run bench -- profile [W0 … WR]`: where our runtime's CPU goes under a workload, by module and by function.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeScratch } from '../scratch';
import { openPerdure } from '../subjects/open-perdure';
import { FULL_SIZES, isWorkloadName, type WorkloadName } from '../suite/sizes';
import { summarizeProfile, type CpuProfile } from './summarize-profile';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOWN = 60;

async function profile(name: WorkloadName): Promise<void> {
  const scratch = makeScratch('profile');
  const subject = await openPerdure({ profileFolder: scratch.folder });
  try {
    await subject.run(FULL_SIZES.workloads[name]);
  } finally {
    await subject.stop();
  }
  for (const file of readdirSync(scratch.folder)) {
    const read = JSON.parse(readFileSync(join(scratch.folder, file), 'utf8')) as CpuProfile;
    const summary = summarizeProfile(read, ROOT);
    console.log(`\n${name}: ${file}`);
    for (const [kind, costs] of Object.entries(summary)) {
      console.log(kind);
      console.table(costs.slice(0, SHOWN));
    }
  }
  scratch.remove();
}

const names = process.argv.slice(2).filter(isWorkloadName);
for (const name of names.length > 0 ? names : (['W1', 'W2'] as const)) await profile(name);
