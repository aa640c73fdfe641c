import type { Program } from '../../plan/program';
import type { File } from '../file';
import { projectFiles } from '../project/project-files';
import { engineTextFor } from './engine-text';
import { activityFile } from './go-activity-file';
import { mainFile, testFile } from './go-main-files';
import { goMod } from './go-mod';
import { goModels } from './go-models';
import { activityPath, goContext } from './go-names';
import { registerFile } from './go-register-file';
import { flowFile } from './go-source';
import { goSum } from './go-sum';
import { hasRaces, workflowFile } from './go-workflow-file';
import { raceText } from './race-text';

/** A whole project in Go. */
export function goProject(program: Program): Promise<readonly File[]> {
  const context = goContext(program);
  const workflows = program.workflows.map((unit) => workflowFile(context, unit));
  const activities = program.activities.map((each) => activityFile(context, each));
  const beside = { runBeside: context.names.wire('RunBeside'), tellEnd: context.names.wire('TellEnd') };
  const isAcross = workflows.some(({ text }) => /\.(activity|workflow)In\(/.test(text));
  const races = hasRaces(program) ? [written('race.go', raceText(beside, isAcross))] : [];
  const files = [
    ...[written('go.mod', goMod(program.appId)), written('go.sum', goSum)],
    ...[written('.gitignore', `/${program.appId}\n`), mainFile(program), registerFile(context)],
    ...[...workflows, ...activities, ...races, ...flowFile([...workflows, ...races])],
    ...[written('models.go', goModels(context.types, context.conversions))],
    ...[testFile(program), written('engine_test.go', engineTextFor(program))],
    ...projectFiles(program, {
      command: ['go', 'run', '.'],
      prepare: 'go mod download',
      run: 'go run .',
      begin: 'go run . start',
      test: 'go test ./...',
      needs: 'Go 1.26',
      activities: '*_activity.go',
      activityPath,
    }),
  ];
  return Promise.resolve(files);
}

function written(path: string, text: string): File {
  return { path, text, keep: false };
}
