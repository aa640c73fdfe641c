import type { Program } from '../../plan/program';
import type { File } from '../file';
import { projectFiles } from '../project/project-files';
import { keptEvents } from '../typed/races';
import { activityFile, activityPath, programFile, workflowFile } from './csharp-files';
import { modelFile } from './csharp-models';
import { csharpContext } from './csharp-names';
import { testFiles } from './csharp-test-files';
import { eventsText, flowText } from './csharp-texts';
import { csprojText } from './csproj-text';

/** A whole project in C#. */
export function csharpProject(program: Program): Promise<readonly File[]> {
  const context = csharpContext(program);
  const workflows = program.workflows.map((unit) => workflowFile(context, unit));
  const keepsEvents = program.workflows.some(({ body }) => keptEvents(body).size > 0);
  const files = [
    ...[written(`${program.appId}.csproj`, csprojText), written('.gitignore', 'bin/\nobj/\n'), programFile(context)],
    ...workflows,
    ...program.activities.map((each) => activityFile(context, each)),
    ...program.records.map((each) => modelFile(context, each)),
    written('Flow.cs', flowText),
    ...(keepsEvents ? [written('Events.cs', eventsText)] : []),
    ...testFiles(context),
    ...projectFiles(program, {
      // Several apps may not build the same project at once.
      command: program.apps === undefined ? ['dotnet', 'run'] : ['dotnet', 'run', '--no-build'],
      prepare: 'dotnet build',
      run: 'dotnet run',
      begin: 'dotnet run -- start',
      test: 'dotnet test Tests',
      needs: 'the .NET 10 SDK',
      activities: 'Activities',
      activityPath: activityPath(context),
    }),
  ];
  return Promise.resolve(files);
}

function written(path: string, text: string): File {
  return { path, text, keep: false };
}
