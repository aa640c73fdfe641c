'use client';

import type { ReactNode } from 'react';
import { Orbit } from 'lucide-react';
import { TooltipProvider } from '@/components/ui/tooltip';

/** Stands outside of the console's own frame, which is for those who are signed in. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <TooltipProvider>
      <main className="flex min-h-dvh items-center justify-center bg-canvas p-6">
        <div className="w-full max-w-90 rounded-card border border-border bg-surface p-6">
          <h1 className="flex items-center gap-2 text-page">
            <Orbit aria-hidden className="size-5 text-accent" strokeWidth={2} />
            Sign in to Perdure
          </h1>
          {children}
        </div>
      </main>
    </TooltipProvider>
  );
}
