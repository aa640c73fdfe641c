import type { EngineDoor } from '@/lib/control/engine-connections';
import { createEngineQuestions } from '@/lib/control/engine-questions';
import type { ClusterReader } from '../cluster-reader';
import { createPace, type PaceParts } from './pace';
import { openSidecarReader } from './sidecar-reader';

/** How the sidecar of an app is reached, by its gRPC port. */
export type SidecarDoor = EngineDoor & { readonly appId: string };

export type SidecarUse = Omit<PaceParts, 'perSecond'> & { readonly namespace: string };

/** What one sidecar is asked in a second at most. */
const QUESTIONS_A_SECOND = 200;

/** The executions of an app, read through its sidecar; connected to with the first question. */
export function openSidecar(door: SidecarDoor, { namespace, ...pace }: SidecarUse): ClusterReader {
  const { appId } = door;
  const questions = createEngineQuestions({ kind: 'sidecar', doorOf: () => door });
  return openSidecarReader({
    ...{ appId, namespace, questions },
    pace: createPace({ ...pace, perSecond: QUESTIONS_A_SECOND }),
  });
}
