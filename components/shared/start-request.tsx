'use client';

import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

/** What somebody wants to start, as far as it is known already. */
export type StartRequest = {
  readonly appId?: string | undefined;
  readonly name?: string | undefined;
  /** JSON text of the execution that is started over; the form says where what is sent differs from it. */
  readonly input?: string | undefined;
};

type Starting = {
  readonly request: StartRequest | undefined;
  readonly ask: (request: StartRequest) => void;
  readonly close: () => void;
};

const StartContext = createContext<Starting>({ request: undefined, ask: () => undefined, close: () => undefined });

/** Lets any page below open the one dialog that starts executions. */
export function StartRequestProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<StartRequest>();
  const starting = useMemo(() => ({ request, ask: setRequest, close: () => setRequest(undefined) }), [request]);
  return <StartContext.Provider value={starting}>{children}</StartContext.Provider>;
}

/** What is to be started, and how to open and close the dialog. */
export function useStartRequest(): Starting {
  return useContext(StartContext);
}
