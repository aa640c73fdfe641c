import type { Program } from '../../plan/program';
import type { File } from '../file';
import { projectFiles } from '../project/project-files';
import { activityFile, activityPath } from './activity-file';
import { flowFile } from './flow-file';
import { formatted } from './format';
import { manifestFiles } from './manifest-files';
import { modelsFile } from './models-file';
import { registryFiles } from './registry-files';
import { testFiles } from './test-files';
import { workflowCode } from './workflow-file';

/** A project in TypeScript that Node runs as it is. */
export async function typescriptProject(program: Program): Promise<readonly File[]> {
  const workflows = program.workflows.map((unit) => workflowCode(program, unit));
  const handles = program.workflows.length > 0 && workflows.some(({ uses }) => uses.has('hasCode'));
  const used = new Set([...workflows.flatMap(({ uses }) => [...uses]), ...(handles ? ['ProcessError'] : [])]);
  const files = [
    ...manifestFiles(program),
    ...registryFiles(program),
    modelsFile(program),
    flowFile(program, used),
    ...workflows.map(({ file }) => file),
    ...program.activities.map(activityFile),
    ...testFiles(program),
    ...projectFiles(program, {
      ...{ command: ['node', 'src/main.ts'], prepare: 'npm install', run: 'npm start', begin: 'npm run begin' },
      ...{ test: 'npm test', needs: 'Node 22.18 or newer', activities: 'src/activities', activityPath },
    }),
  ];
  return Promise.all(files.map(formatted));
}
