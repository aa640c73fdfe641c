import type { Metadata } from 'next';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { SignInPage } from '@/components/features/sign-in/sign-in-page';

export const metadata: Metadata = { title: 'Sign in' };

export const dynamic = 'force-dynamic';

/** Who are you? */
export default async function SignIn() {
  const { takesPasswords, provider } = await consoleRim.gate();
  return <SignInPage takesPasswords={takesPasswords} provider={provider?.name} />;
}
