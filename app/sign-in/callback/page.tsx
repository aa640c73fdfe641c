import type { Metadata } from 'next';
import { CallbackPage } from '@/components/features/sign-in/callback-page';

export const metadata: Metadata = { title: 'Sign in' };

export const dynamic = 'force-dynamic';

/** Back from the provider. */
export default function SignInCallback() {
  return <CallbackPage />;
}
