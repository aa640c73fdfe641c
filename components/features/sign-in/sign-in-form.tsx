'use client';

import { useState, type FormEvent } from 'react';
import { postJson } from '@/lib/api/fetch-json';
import { signedInSchema } from '@/lib/api/sign-in';
import { Refusal } from '@/components/shared/forms/refusal';
import { TextField } from '@/components/shared/forms/text-field';
import { useIsBrowser } from '@/components/shared/use-is-browser';
import { Button } from '@/components/ui/button';
import { placeAfterSignIn } from './place-after-sign-in';

/** Name and password, and on to where somebody wanted to go. */
export function SignInForm({ isMain }: { isMain: boolean }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Before the page has its code a browser would send the form itself, and forget where somebody wanted to go.
  const isReady = useIsBrowser();
  const isEmpty = name === '' || password === '';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const passwordField = event.currentTarget.querySelector<HTMLInputElement>('input[type=password]');
    if (isEmpty || isSending) return;
    setSending(true);
    postJson(signedInSchema, '/api/v1/sign-in', { name, password }).then(
      // The whole page anew: nothing of what somebody else saw stays.
      () => window.location.assign(placeAfterSignIn()),
      (refusal: unknown) => {
        setError(refusal);
        setSending(false);
        setPassword('');
        passwordField?.focus();
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextField label="Name" value={name} onChange={setName} autoComplete="username" autoFocus maxLength={100} />
      <TextField
        label="Password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={1000}
      />
      <Refusal error={error} />
      <Button
        type="submit"
        variant={isMain ? 'primary' : 'secondary'}
        className="mt-4 w-full justify-center"
        disabled={!isReady}
        whyDisabled={isEmpty ? 'Type your name and your password.' : undefined}
      >
        {isSending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
