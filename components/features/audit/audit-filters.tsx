'use client';

import { Download } from 'lucide-react';
import { EXPORT_FORMATS } from '@/lib/api/list-params';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '@/lib/domain/audit';
import { useNow } from '@/components/shared/use-now';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { ACTION_WORDS, OUTCOME_LOOKS } from './audit-words';
import { auditSearchOf } from './queries';
import { RANGE_NAMES, type AuditSearch, type SetAuditSearch } from './search-params';

const ANY = 'any';
const RANGE_WORDS = { '24h': 'Last 24 h', '7d': 'Last 7 d', '30d': 'Last 30 d' } as const;

/** What the entries are limited to, and the way to take them along. */
export function AuditFilters({ search, onChange }: { search: AuditSearch; onChange: SetAuditSearch }) {
  const { actor, action, outcome, instance, range } = search;
  const now = useNow(60_000);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        value={actor}
        onChange={(event) => void onChange({ actor: event.target.value })}
        placeholder="Who"
        aria-label="Who"
        className="w-36"
      />
      <Select
        label="Action"
        value={action ?? ANY}
        onChange={(value) => void onChange({ action: AUDIT_ACTIONS.find((known) => known === value) ?? null })}
        options={[
          { value: ANY, label: 'Any action' },
          ...AUDIT_ACTIONS.map((value) => ({ value, label: ACTION_WORDS[value] })),
        ]}
      />
      <Select
        label="Outcome"
        value={outcome ?? ANY}
        onChange={(value) => void onChange({ outcome: AUDIT_OUTCOMES.find((known) => known === value) ?? null })}
        options={[
          { value: ANY, label: 'Any outcome' },
          ...AUDIT_OUTCOMES.map((value) => ({ value, label: OUTCOME_LOOKS[value].word })),
        ]}
      />
      <Select
        label="Time"
        value={range ?? ANY}
        onChange={(value) => void onChange({ range: RANGE_NAMES.find((known) => known === value) ?? null })}
        options={[
          { value: ANY, label: 'Any time' },
          ...RANGE_NAMES.map((value) => ({ value, label: RANGE_WORDS[value] })),
        ]}
      />
      <Input
        value={instance}
        onChange={(event) => void onChange({ instance: event.target.value })}
        placeholder="Instance ID"
        aria-label="Instance ID"
        className="mono w-52"
      />
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton icon={Download} label="Export these entries" className="ml-auto" />
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {EXPORT_FORMATS.map((format) => (
            <DropdownMenuItem key={format} asChild>
              <a download href={`/api/v1/audit/export?${auditSearchOf(search, now)}&format=${format}`}>
                {format === 'csv' ? 'CSV, for a spreadsheet' : 'NDJSON, for a program'}
              </a>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
