'use client';

import type { TokenJson } from '@/lib/api/tokens';
import { roleWord } from '@/lib/domain/actor';
import { RelativeTime } from '@/components/shared/relative-time';
import { useNow } from '@/components/shared/use-now';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { scopeWords, tokenState } from './token-words';
import { HeadedTable } from '../headed-table';

const HEADS = ['Name', 'May', 'Of', 'Made', 'Last used', 'State', ''];
const REFRESH_MS = 10_000;

export type TokensTableProps = { tokens: readonly TokenJson[]; onRevoke: (token: TokenJson) => void };

/** One row per token, newest first; those out of use are told apart. */
export function TokensTable({ tokens, onRevoke }: TokensTableProps) {
  const now = useNow(REFRESH_MS);
  return (
    <HeadedTable label="List of API tokens" heads={HEADS}>
      {tokens.map((token) => (
        <TokenLine key={token.id} token={token} now={now} onRevoke={onRevoke} />
      ))}
    </HeadedTable>
  );
}

type TokenLineProps = { token: TokenJson; now: number; onRevoke: (token: TokenJson) => void };

function TokenLine({ token, now, onRevoke }: TokenLineProps) {
  const { name, role, seesPayloads, createdAt, createdBy, usedAt } = token;
  const { words, isInUse } = tokenState(token, now);
  return (
    <tr className={classNames('h-10 border-b border-border last:border-b-0', !isInUse && 'text-text-3')}>
      <td className="max-w-48 truncate px-2 pl-4 font-medium" title={name}>
        {name}
      </td>
      <td className="px-2 whitespace-nowrap">
        {roleWord(role)}
        {seesPayloads && ', sees payloads'}
      </td>
      <td className="max-w-56 truncate px-2" title={scopeWords(token.scope)}>
        {scopeWords(token.scope)}
      </td>
      <td className="px-2 whitespace-nowrap">
        <RelativeTime at={createdAt} /> by {createdBy}
      </td>
      <td className="px-2 whitespace-nowrap">{usedAt === undefined ? 'never' : <RelativeTime at={usedAt} />}</td>
      <td className="px-2 whitespace-nowrap">{words}</td>
      <td className="px-2 pr-4 text-right">
        {isInUse && (
          <Button size="compact" variant="danger" aria-label={`Revoke ${name}…`} onClick={() => onRevoke(token)}>
            Revoke…
          </Button>
        )}
      </td>
    </tr>
  );
}
