import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { SIGN_OUT, whereToSignIn } from './sign-in-again';

const ENDED = new AppError('unauthenticated', 'Sign in first.');
const HERE = { pathname: '/instances', search: '?q=app:shop' };

function signOut(client: QueryClient, answer: () => Promise<string>): Promise<string> {
  return client.getMutationCache().build(client, { mutationKey: SIGN_OUT, mutationFn: answer }).execute(undefined);
}

test('a session that has ended leads to the page for sign-in, and back to where one was', () => {
  expect(whereToSignIn(ENDED, new QueryClient(), HERE)).toBe('/sign-in?to=%2Finstances%3Fq%3Dapp%3Ashop');
});

test('other errors lead nowhere', () => {
  for (const error of [new AppError('forbidden', 'No.'), new Error('no answer')]) {
    expect(whereToSignIn(error, new QueryClient(), HERE)).toBeUndefined();
  }
});

test('who signs out is led on by that alone, from when it is asked for', async () => {
  const client = new QueryClient();
  const answered = Promise.withResolvers<string>();
  const signedOut = signOut(client, () => answered.promise);
  expect(whereToSignIn(ENDED, client, HERE)).toBeUndefined();
  answered.resolve('done');
  await signedOut;
  expect(whereToSignIn(ENDED, client, HERE)).toBeUndefined();
});

test('a sign-out that failed leads nowhere, so an ended session does', async () => {
  const client = new QueryClient();
  await expect(signOut(client, () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
  expect(whereToSignIn(ENDED, client, HERE)).toMatch(/^\/sign-in/);
});
