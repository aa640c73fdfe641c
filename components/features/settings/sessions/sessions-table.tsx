import type { SessionJson } from '@/lib/api/sessions';
import { roleWord } from '@/lib/domain/actor';
import { RelativeTime } from '@/components/shared/relative-time';
import { Button } from '@/components/ui/button';
import { HeadedTable } from '../headed-table';

const HEADS = ['Name', 'May', 'Signed in', 'From', 'Last seen', ''];

export type SessionsTableProps = { sessions: readonly SessionJson[]; onEnd: (name: string) => void };

/** One row per session, newest first. */
export function SessionsTable({ sessions, onEnd }: SessionsTableProps) {
  return (
    <HeadedTable label="List of sessions" heads={HEADS}>
      {sessions.map(({ name, role, method, createdAt, address, seenAt }) => {
        const many = sessions.filter((session) => session.name === name).length;
        return (
          <tr key={`${name} ${createdAt}`} className="h-9 border-b border-border last:border-b-0">
            <td className="max-w-48 truncate px-2 pl-4 font-medium" title={name}>
              {name}
            </td>
            <td className="px-2 whitespace-nowrap">{roleWord(role)}</td>
            <td className="px-2 whitespace-nowrap">
              <RelativeTime at={createdAt} /> {method === 'oidc' ? 'at the provider' : 'by password'}
            </td>
            <td className="mono px-2 whitespace-nowrap">{address ?? 'not known'}</td>
            <td className="px-2 whitespace-nowrap">
              <RelativeTime at={seenAt} />
            </td>
            <td className="px-2 pr-4 text-right">
              <Button
                size="compact"
                variant="danger"
                aria-label={`End the sessions of ${name}…`}
                onClick={() => onEnd(name)}
              >
                {many === 1 ? 'End…' : `End all ${many}…`}
              </Button>
            </td>
          </tr>
        );
      })}
    </HeadedTable>
  );
}
