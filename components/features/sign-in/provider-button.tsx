'use client';

import { useState } from 'react';
import { LogIn } from 'lucide-react';
import { postJson } from '@/lib/api/fetch-json';
import { begunSchema } from '@/lib/api/sign-in';
import { Refusal } from '@/components/shared/forms/refusal';
import { useIsBrowser } from '@/components/shared/use-is-browser';
import { Button } from '@/components/ui/button';
import { placeAfterSignIn } from './place-after-sign-in';

/** Leads to the provider, or says why it cannot. */
export function ProviderButton({ provider }: { provider: string }) {
  const [isLeaving, setLeaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isReady = useIsBrowser();
  const leave = () => {
    if (isLeaving) return;
    setLeaving(true);
    setError(null);
    postJson(begunSchema, '/api/v1/sign-in/begin', { to: placeAfterSignIn() }).then(
      ({ url }) => window.location.assign(url),
      (refusal: unknown) => {
        setError(refusal);
        setLeaving(false);
      },
    );
  };
  return (
    <>
      <Refusal error={error} />
      <Button variant="primary" className="mt-5 w-full min-w-0" onClick={leave} disabled={!isReady}>
        <LogIn aria-hidden strokeWidth={1.75} />
        <span className="truncate">{isLeaving ? `On the way to ${provider}…` : `Sign in with ${provider}`}</span>
      </Button>
    </>
  );
}
