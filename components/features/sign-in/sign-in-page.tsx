'use client';

import { ProviderButton } from './provider-button';
import { SignInForm } from './sign-in-form';
import { SignInFrame } from './sign-in-frame';

export type SignInWays = {
  readonly takesPasswords: boolean;
  /** Name of the provider that one can sign in at. */
  readonly provider: string | undefined;
};

/** The ways to sign in that there are: at a provider, by name and password, or both. */
export function SignInPage({ takesPasswords, provider }: SignInWays) {
  const hasBoth = takesPasswords && provider !== undefined;
  return (
    <SignInFrame>
      {provider !== undefined && <ProviderButton provider={provider} />}
      {hasBoth && <p className="mt-5 border-t border-border pt-4 text-body text-text-2">Or by name and password:</p>}
      {takesPasswords && <SignInForm isMain={!hasBoth} />}
    </SignInFrame>
  );
}
