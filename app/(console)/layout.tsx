import type { ReactNode } from 'react';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { AppError } from '@/lib/domain/app-error';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { credentialsOf } from '@/lib/transport/http/credentials';
import { PATH_HEADER } from '@/lib/transport/http/page-headers';
import { Shell } from '@/components/features/shell/shell';
import { THEME_COOKIE, themeOf } from '@/components/features/shell/theme';
import { StartDialog } from '@/components/features/start-execution/start-dialog';
import { Providers } from '@/components/shared/providers';
import { StartRequestProvider } from '@/components/shared/start-request';

/** Rail, top bar and live data around every page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await sendStrangersToSignIn();
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <Providers>
      <StartRequestProvider>
        <Shell theme={theme}>{children}</Shell>
        <StartDialog />
      </StartRequestProvider>
    </Providers>
  );
}

async function sendStrangersToSignIn(): Promise<void> {
  const asked = await headers();
  try {
    await consoleRim.callerOf(credentialsOf({ headers: asked }, consoleRim.door()));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') return; // the page tells what is wrong
    redirect(`/sign-in?${new URLSearchParams({ to: asked.get(PATH_HEADER) ?? '/' })}`);
  }
}
