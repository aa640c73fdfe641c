import type { ReactNode } from 'react';
import { cookies } from 'next/headers';
import { Shell } from '@/components/features/shell/shell';
import { THEME_COOKIE, themeOf } from '@/components/features/shell/theme';
import { StartDialog } from '@/components/features/start-execution/start-dialog';
import { Providers } from '@/components/shared/providers';
import { StartRequestProvider } from '@/components/shared/start-request';

/** Rail, top bar and live data around every page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
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
