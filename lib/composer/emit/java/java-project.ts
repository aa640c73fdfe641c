import type { Program } from '../../plan/program';
import type { File } from '../file';
import { projectFiles } from '../project/project-files';
import { filled } from '../typed/filled';
import { keptEvents } from '../typed/races';
import { activityFile, activityPath, workflowFile } from './java-files';
import { mainFile } from './java-main-file';
import { modelFile } from './java-models';
import { jarName, javaContext, SOURCES } from './java-names';
import { testFiles } from './java-test-files';
import { eventsText, flowText } from './java-texts';
import { pomTemplate } from './pom-text';

/** A whole project in Java. */
export function javaProject(program: Program): Promise<readonly File[]> {
  const context = javaContext(program);
  const jar = jarName(program);
  const workflows = program.workflows.map((unit) => workflowFile(context, unit));
  const files = [
    ...[written('pom.xml', filled(pomTemplate, { jar })), written('.gitignore', '/target/\n'), mainFile(context)],
    ...workflows,
    ...program.activities.map((each) => activityFile(context, each)),
    ...program.records.map((each) => modelFile(context, each)),
    written(`${SOURCES}/Flow.java`, flowText),
    ...(program.workflows.some(({ body }) => keptEvents(body).size > 0)
      ? [written(`${SOURCES}/Events.java`, eventsText)]
      : []),
    ...testFiles(context),
    ...projectFiles(program, {
      command: ['java', '-jar', `target/${jar}.jar`],
      prepare: 'mvn -q package',
      run: `java -jar target/${jar}.jar`,
      begin: `java -jar target/${jar}.jar start`,
      test: 'mvn -q test',
      needs: 'Java 17 and Maven',
      activities: `${SOURCES}/activities`,
      activityPath: activityPath(context),
    }),
  ];
  return Promise.resolve(files);
}

function written(path: string, text: string): File {
  return { path, text, keep: false };
}
