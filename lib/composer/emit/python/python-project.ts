import type { Program } from '../../plan/program';
import type { File } from '../file';
import { projectFiles } from '../project/project-files';
import { activityFile, activityPath } from './activity-file';
import { flowFile } from './flow-file';
import { modelsFile } from './models-file';
import { registryFiles } from './registry-files';
import { testFiles } from './test-files';
import { workflowCode } from './workflow-file';

/** A project in Python, as Black formats it. */
export function pythonProject(program: Program): Promise<readonly File[]> {
  const workflows = program.workflows.map((unit) => workflowCode(program, unit));
  const used = new Set(workflows.flatMap(({ uses }) => [...uses]));
  return Promise.resolve([
    { path: 'requirements.txt', text: 'dapr[workflow]==1.19.0\n', keep: false },
    { path: '.gitignore', text: '.venv/\n__pycache__/\n', keep: false },
    ...registryFiles(program),
    modelsFile(program),
    flowFile(program, used),
    ...workflows.map(({ file }) => file),
    ...program.activities.map(activityFile),
    ...testFiles(program),
    ...projectFiles(program, {
      ...{ command: ['.venv/bin/python', 'main.py'], needs: 'Python 3.11 or newer' },
      prepare: 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt',
      ...{ run: '.venv/bin/python main.py', begin: '.venv/bin/python start.py' },
      ...{ test: '.venv/bin/python -m unittest', activities: 'activities', activityPath },
    }),
  ]);
}
