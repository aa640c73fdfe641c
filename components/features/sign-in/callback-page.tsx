'use client';

import { useEffect, useRef, useState } from 'react';
import { postJson } from '@/lib/api/fetch-json';
import { placeWithin } from '@/lib/api/place-within';
import { finishedSchema } from '@/lib/api/sign-in';
import { Refusal } from '@/components/shared/forms/refusal';
import { Button } from '@/components/ui/button';
import { SignInFrame } from './sign-in-frame';

/** Where the provider sends browsers back to: finishes the sign-in, or says why it cannot be finished. */
export function CallbackPage() {
  const [error, setError] = useState<unknown>(null);
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    const answer = window.location.search.slice(1);
    // What the provider answered is good for one use, and neither the address nor the history has to keep it.
    window.history.replaceState(null, '', window.location.pathname);
    postJson(finishedSchema, '/api/v1/sign-in/finish', { answer }).then(
      // The whole page anew: nothing of what somebody else saw stays.
      ({ to }) => window.location.replace(placeWithin(to)),
      setError,
    );
  }, []);
  return (
    <SignInFrame>
      {error === null ? (
        <p role="status" className="mt-4 text-text-2">
          Signing in…
        </p>
      ) : (
        <>
          <Refusal error={error} />
          <Button asChild variant="primary" className="mt-4 w-full">
            <a href="/sign-in">Back to sign-in</a>
          </Button>
        </>
      )}
    </SignInFrame>
  );
}
