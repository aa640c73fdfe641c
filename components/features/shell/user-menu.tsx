'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { LogOut, MonitorX, UserRound } from 'lucide-react';
import { postJson } from '@/lib/api/fetch-json';
import type { MeJson } from '@/lib/api/schemas';
import { signedOutSchema } from '@/lib/api/sign-in';
import { roleWord } from '@/lib/domain/actor';
import { SIGN_OUT } from '@/components/shared/sign-in-again';
import { meQuery } from '@/components/shared/use-me';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Button } from '@/components/ui/button';

/** Who is signed in and what they may do; nothing where nobody has to sign in. */
export function UserMenu() {
  const { data: me } = useQuery(meQuery());
  const signOut = useMutation({
    mutationKey: SIGN_OUT,
    mutationFn: (asked: { everywhere: boolean }) => postJson(signedOutSchema, '/api/v1/sign-out', asked),
    // Where the provider can be signed out of, it leads back to the page for sign-in itself.
    onSuccess: ({ next }) => window.location.assign(next ?? '/sign-in'),
  });
  if (me === undefined || me.kind === 'local') return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button aria-label={`${me.name}, ${roleWord(me.role)}`} className="max-w-48">
          <UserRound aria-hidden strokeWidth={1.75} />
          <span className="truncate max-wide:sr-only">{me.name}</span>
          <span className="text-text-3 max-wide:sr-only">{roleWord(me.role)}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <p className="max-w-64 px-2 py-1.5 text-meta font-normal text-text-2">{grantWords(me)}</p>
        <DropdownMenuItem onSelect={() => signOut.mutate({ everywhere: false })}>
          <LogOut aria-hidden strokeWidth={1.75} />
          Sign out
        </DropdownMenuItem>
        {me.kind === 'user' && (
          <DropdownMenuItem onSelect={() => signOut.mutate({ everywhere: true })}>
            <MonitorX aria-hidden strokeWidth={1.75} />
            Sign out everywhere
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function grantWords({ name, role, scope, seesPayloads }: MeJson): string {
  const parts = [
    scope.apps.length === 0 ? 'all apps' : `apps ${scope.apps.join(', ')}`,
    scope.workflows.length === 0 ? 'all workflows' : `workflows ${scope.workflows.join(', ')}`,
    seesPayloads ? 'with payloads' : 'without payloads',
  ];
  return `${name}, ${roleWord(role)}: ${parts.join(', ')}.`;
}
