import type { Program } from '../../plan/program';
import type { File } from '../file';
import { elementsFile } from './elements-file';
import { httpFile } from './http-file';
import { readmeFile } from './readme-file';

const GRPC_PORT = 50001;
const HTTP_PORT = 3500;

/** What a language's project says about itself. */
export interface ProjectWords {
  /** The worker, for Dapr's CLI. */
  readonly command: readonly string[];
  readonly prepare: string;
  readonly run: string;
  readonly begin: string;
  readonly test: string;
  readonly needs: string;
  /** Folder or file of the activities. */
  readonly activities: string;
  readonly activityPath: (activity: string) => string;
}

/** The files that projects of all languages have. */
export function projectFiles(program: Program, words: ProjectWords): readonly File[] {
  return [
    daprFile(program, words),
    httpFile(program),
    readmeFile(program, words),
    elementsFile(program, words.activityPath),
  ];
}

/** The first app has the ports that the rest of the project counts on; each app runs the same worker. */
function daprFile({ appId, apps }: Program, { command }: ProjectWords): File {
  const appIds = apps?.map((app) => app.appId) ?? [appId];
  const entries = appIds.map(
    (id, at) => `  - appID: ${id}
    appDirPath: .
    daprGRPCPort: ${GRPC_PORT + at}
    daprHTTPPort: ${HTTP_PORT + at}
    command: [${command.map((word) => JSON.stringify(word)).join(', ')}]
`,
  );
  return { path: 'dapr.yaml', text: `version: 1\napps:\n${entries.join('')}`, keep: false };
}
