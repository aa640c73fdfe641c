import type { Metadata } from 'next';
import { SignInPage } from '@/components/features/sign-in/sign-in-page';

export const metadata: Metadata = { title: 'Sign in' };

/** Who are you? */
export default function SignIn() {
  return <SignInPage />;
}
