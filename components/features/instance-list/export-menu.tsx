'use client';

import { Download } from 'lucide-react';
import { EXPORT_FORMATS, searchOf, type ExportFormat } from '@/lib/api/list-params';
import type { ListFilter } from '@/lib/domain/instance-filter';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';

const WORDS: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV, for a spreadsheet',
  ndjson: 'NDJSON, for a program',
};

/** Downloads all that the filter means, not only the rows that are loaded. */
export function ExportMenu({ filter }: { filter: ListFilter }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Download} label="Export what the filter finds" />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {EXPORT_FORMATS.map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a download href={`/api/v1/instances/export?${searchOf(filter)}&format=${format}`}>
              {WORDS[format]}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
