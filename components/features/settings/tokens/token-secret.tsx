'use client';

import type { z } from 'zod';
import type { createdTokenSchema } from '@/lib/api/tokens';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogActions, DialogContent } from '@/components/ui/dialog';

export type TokenSecretProps = { created: z.output<typeof createdTokenSchema>; onClose: () => void };

/** The secret of a token that was just made. A click outside does not take it away. */
export function TokenSecret({ created: { token, secret }, onClose }: TokenSecretProps) {
  return (
    <DialogContent
      title={`Token ${token.name}`}
      description="Copy it now: it is shown this once, and only a hash of it is kept."
      onInteractOutside={(event) => event.preventDefault()}
    >
      <div className="mt-4 flex items-start gap-1 rounded-control bg-sunken py-0.5 pl-2">
        <code className="mono min-w-0 flex-1 py-1 break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the token" />
      </div>
      <p className="mt-3 text-text-2">
        Programs send it as <code className="mono">Authorization: Bearer …</code>; the command line takes it from{' '}
        <code className="mono">PERDURE_TOKEN</code>.
      </p>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </DialogContent>
  );
}
