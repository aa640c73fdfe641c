'use client';

import { useRef, useState } from 'react';
import { Download, FilePlus2, FolderOpen, Sparkles } from 'lucide-react';
import { saveAs } from '@/components/shared/save-as';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Segments } from '@/components/ui/segments';
import { useWhyNotRole } from '@/components/shared/use-me';
import { DescribeDialog } from './describe-dialog';
import { draftOfFile, type Draft } from './draft';
import { STARTERS } from './starter-diagrams';

const VIEWS = [
  { value: 'diagram', label: 'Diagram' },
  { value: 'text', label: 'Text' },
] as const;

export type View = (typeof VIEWS)[number]['value'];

export type DiagramToolbarProps = {
  draft: Draft;
  view: View;
  onView: (view: View) => void;
  /** Another diagram takes the place of this one. */
  onOpen: (draft: Draft) => void;
};

/** Begin, open, save; drawn or as text. */
export function DiagramToolbar({ draft, view, onView, onOpen }: DiagramToolbarProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [isDescribing, setDescribing] = useState(false);
  const whyNot = useWhyNotRole('operator');
  return (
    <div role="toolbar" aria-label="Diagram file" className="flex flex-wrap items-center gap-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>
            <FilePlus2 aria-hidden strokeWidth={1.75} />
            New
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {STARTERS.map((starter) => (
            <DropdownMenuItem key={starter.title} onSelect={() => onOpen(starter.draft)}>
              {starter.title}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Button onClick={() => chooser.current?.click()}>
        <FolderOpen aria-hidden strokeWidth={1.75} />
        Open file…
      </Button>
      <Button whyDisabled={whyNot} onClick={() => setDescribing(true)}>
        <Sparkles aria-hidden strokeWidth={1.75} />
        Describe…
      </Button>
      <DescribeDialog isOpen={isDescribing} onClose={() => setDescribing(false)} onDrawn={onOpen} />
      <input
        ref={chooser}
        type="file"
        aria-label="Diagram file to open"
        className="hidden"
        accept=".bpmn,.bpmn2,.xml,.mmd,.mermaid,.md,.txt"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void draftOfFile(file).then(onOpen);
        }}
      />
      <Button variant="ghost" onClick={() => saveAs(draft.fileName, new Blob([draft.text]))}>
        <Download aria-hidden strokeWidth={1.75} />
        Save {draft.fileName}
      </Button>
      <Segments label="Shown as" segments={VIEWS} value={view} onChange={onView} />
    </div>
  );
}
