import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { cookies } from 'next/headers';
import { THEME_COOKIE, themeOf } from '@/components/features/shell/theme';
import { fontClasses } from './fonts';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Perdure', template: '%s · Perdure' } };

/** The theme is known before the first byte, so the page never flashes in the other one. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme} className={fontClasses} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
