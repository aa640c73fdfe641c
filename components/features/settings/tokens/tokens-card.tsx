'use client';

import { useState } from 'react';
import { KeyRound } from 'lucide-react';
import type { TokenJson } from '@/lib/api/tokens';
import { ErrorState } from '@/components/shared/error-state';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { NewTokenDialog } from './new-token-dialog';
import { RevokeDialog } from './revoke-dialog';
import { TokensTable } from './tokens-table';
import { useTokens } from './use-tokens';

/** Tokens by which programs use the console; those who may not make any are told why. */
export function TokensCard() {
  const { me, why, tokens, trouble, create, revoke } = useTokens();
  const [isMaking, setMaking] = useState(false);
  const [asked, setAsked] = useState<TokenJson>();
  const show = (isOpen: boolean) => {
    create.reset(); // The secret is nowhere once its dialog is closed.
    setMaking(isOpen);
  };
  const ask = (token: TokenJson) => {
    revoke.reset();
    setAsked(token);
  };
  return (
    <section aria-label="API tokens" className="rounded-card border border-border bg-surface">
      <div className="flex items-center gap-3 border-b border-border px-4 py-2">
        <h2 className="text-form font-semibold">API tokens</h2>
        <span className="text-text-3">for programs and the command line</span>
        <Button size="compact" className="ml-auto" whyDisabled={why} onClick={() => show(true)}>
          <KeyRound aria-hidden strokeWidth={1.75} />
          New token…
        </Button>
      </div>
      {why !== undefined && <p className="px-4 py-3 text-text-2">{why}</p>}
      {trouble !== undefined && (
        <ErrorState title="Could not read the tokens." error={trouble.error} onRetry={trouble.retry} />
      )}
      {why === undefined && tokens === undefined && trouble === undefined && <Skeleton className="m-4 h-10" />}
      {tokens?.length === 0 && <p className="px-4 py-3 text-text-2">There is none yet.</p>}
      {tokens !== undefined && tokens.length > 0 && <TokensTable tokens={tokens} onRevoke={ask} />}
      <Dialog open={isMaking} onOpenChange={show}>
        {isMaking && <NewTokenDialog me={me} create={create} onClose={() => show(false)} />}
      </Dialog>
      <AlertDialog open={asked !== undefined} onOpenChange={() => setAsked(undefined)}>
        {asked !== undefined && <RevokeDialog token={asked} revoke={revoke} onClose={() => setAsked(undefined)} />}
      </AlertDialog>
    </section>
  );
}
