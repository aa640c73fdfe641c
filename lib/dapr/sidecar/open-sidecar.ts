import { createEngineQuestions } from '@/lib/control/engine-questions';
import type { ClusterReader } from '../cluster-reader';
import { createPace, type PaceParts } from './pace';
import { openSidecarReader } from './sidecar-reader';

/** How the sidecar of an app is reached; `address`: host:port of its gRPC door, `ca`: certificates as PEM. */
export type SidecarDoor = {
  readonly appId: string;
  readonly address: string;
  readonly token?: string | undefined;
  readonly tls?: { readonly ca?: string | undefined } | undefined;
};

export type SidecarUse = Omit<PaceParts, 'perSecond'> & { readonly namespace: string };

/** What one sidecar is asked in a second at most. */
const QUESTIONS_A_SECOND = 200;

/** The executions of an app, read through its sidecar; connected to with the first question. */
export function openSidecar(door: SidecarDoor, { namespace, ...pace }: SidecarUse): ClusterReader {
  const { appId, address, token, tls } = door;
  const questions = createEngineQuestions({
    ...{ kind: 'sidecar', addressOf: () => address, tokenOf: () => token, tlsOf: () => tls },
  });
  return openSidecarReader({
    ...{ appId, namespace, questions },
    pace: createPace({ ...pace, perSecond: QUESTIONS_A_SECOND }),
  });
}
