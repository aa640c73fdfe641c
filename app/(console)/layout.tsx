import type { ReactNode } from 'react';
import { cookies } from 'next/headers';
import { Shell } from '@/components/features/shell/shell';
import { THEME_COOKIE, themeOf } from '@/components/features/shell/theme';
import { Providers } from '@/components/shared/providers';

/** Rail, top bar and live data around every page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <Providers>
      <Shell theme={theme}>{children}</Shell>
    </Providers>
  );
}
