'use client';

import { useState } from 'react';
import { OctagonX } from 'lucide-react';
import type { Failure } from '@/lib/domain/failure';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

/** Why a step failed, with the stack on demand. */
export function FailureText({ failure }: { failure: Failure }) {
  const [open, setOpen] = useState(false);
  return (
    <Banner tone="failed" icon={OctagonX}>
      {failure.type !== '' && <p className="font-medium">{failure.type}</p>}
      <p className="max-h-48 overflow-auto break-words whitespace-pre-wrap">{failure.message}</p>
      {failure.stack !== undefined && failure.stack !== '' && (
        <>
          <Button
            variant="ghost"
            size="compact"
            className="mt-1 -ml-2"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide stack' : 'Show stack'}
          </Button>
          {open && <pre className="mono max-h-60 overflow-auto whitespace-pre-wrap text-text-2">{failure.stack}</pre>}
        </>
      )}
    </Banner>
  );
}
