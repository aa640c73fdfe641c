'use client';

import { useState, type ReactNode } from 'react';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { Toaster } from '@/components/ui/toaster';
import { TooltipProvider } from '@/components/ui/tooltip';
import { LiveProvider } from './live-provider';
import { isWorthRetrying } from './retry-policy';
import { whereToSignIn } from './sign-in-again';

/** Everything that pages need around them: server data, URL state, the live stream, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <TooltipProvider>
          <LiveProvider>{children}</LiveProvider>
          <Toaster />
        </TooltipProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

/** Data is pushed, so nothing is read again on focus; the server is local, so the browser's idea of offline is not asked. */
function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => signInAgain(error) }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: isWorthRetrying,
        retryDelay: 80,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  const signInAgain = (error: unknown): void => {
    const address = whereToSignIn(error, client, window.location);
    if (address !== undefined) window.location.assign(address);
  };
  return client;
}
