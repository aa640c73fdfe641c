'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useStartRequest, type StartRequest } from './start-request';
import { useRuntimeState } from './use-runtime-state';

/** Opens the dialog that starts executions; off, with the reason, while the runtime is away. */
export function StartButton(request: StartRequest) {
  const { ask } = useStartRequest();
  const { whyNoActions } = useRuntimeState();
  return (
    <Button variant="primary" onClick={() => ask(request)} whyDisabled={whyNoActions}>
      <Plus aria-hidden strokeWidth={1.75} />
      Start execution
    </Button>
  );
}
