import type { Program } from '../../plan/program';
import type { File } from '../file';
import { elementsFile } from './elements-file';
import { httpFile } from './http-file';
import { readmeFile } from './readme-file';

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

function daprFile({ appId }: Program, { command }: ProjectWords): File {
  const text = `version: 1
apps:
  - appID: ${appId}
    appDirPath: .
    daprGRPCPort: 50001
    daprHTTPPort: 3500
    command: [${command.map((word) => JSON.stringify(word)).join(', ')}]
`;
  return { path: 'dapr.yaml', text, keep: false };
}
