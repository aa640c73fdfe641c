'use client';

import { useState } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import { toast } from 'sonner';
import { searchOfText, searchText, type ExecutionSearch } from '@/components/shared/execution-search-params';
import { wordsOf } from '@/components/shared/forms/error-words';
import { useWhyNotRole } from '@/components/shared/use-me';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { SaveViewDialog } from './save-view-dialog';
import { useDefaultView, useViews, type OwnView, type ViewEntry } from './use-views';

export type ViewsMenuProps = {
  search: ExecutionSearch;
  /** The address says nothing of filter, columns or view. */
  isBare: boolean;
  onApply: (search: ExecutionSearch) => void;
};

/** Chooses, saves and deletes ways to look at the list. */
export function ViewsMenu({ search, isBare, onApply }: ViewsMenuProps) {
  const { entries, current, views, save, remove } = useViews(search);
  const [asked, setAsked] = useState<OwnView>();
  const whyNotRole = useWhyNotRole('operator');
  useDefaultView(views, isBare, onApply);
  const own = current.view?.own;
  const choose = ({ id, search: text }: ViewEntry) => onApply({ ...searchOfText(text), view: id });
  const keep = (view: OwnView) =>
    save.mutate(view, {
      onSuccess: (saved) => {
        setAsked(undefined);
        onApply({ ...searchOfText(saved.search), view: saved.id });
        toast.success(`Saved the view ${saved.name}.`);
      },
      onError: (error) => asked ?? toast.error(wordsOf(error).message),
    });
  const drop = (view: OwnView & { id: string }) =>
    remove.mutate(view.id, {
      onSuccess: () => {
        onApply({ ...search, view: null });
        const { name, search: text, isDefault } = view;
        const undo = () => save.mutate({ name, search: text, isDefault });
        toast.success(`Deleted the view ${name}.`, { duration: 10_000, action: { label: 'Undo', onClick: undo } });
      },
      onError: (error) => toast.error(wordsOf(error).message),
    });
  const ask = (view: OwnView) => {
    save.reset();
    setAsked(view);
  };
  const name = current.view?.name ?? 'Not saved';
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" aria-label={`View: ${name}${current.isEdited ? ', edited' : ''}`}>
            <span className="max-w-56 truncate">{name}</span>
            {current.isEdited && <span className="text-text-3">· edited</span>}
            <ChevronDown aria-hidden strokeWidth={1.75} />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-h-[70vh] min-w-64 overflow-y-auto">
          {entries.map((entry) => (
            <DropdownMenuItem key={entry.id} onSelect={() => choose(entry)}>
              <span className="min-w-0 flex-1 truncate">{entry.name}</span>
              {entry.own?.isDefault === true && <span className="text-text-3">default</span>}
              {entry.id === current.view?.id && <Check aria-label="On screen" strokeWidth={1.75} />}
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          {whyNotRole === undefined ? (
            <>
              {own !== undefined && current.isEdited && (
                <DropdownMenuItem onSelect={() => keep({ ...own, search: searchText(search) })}>
                  Save the changes to {own.name}
                </DropdownMenuItem>
              )}
              <DropdownMenuItem onSelect={() => ask({ name: '', search: searchText(search), isDefault: false })}>
                Save as a view…
              </DropdownMenuItem>
              {own !== undefined && (
                <>
                  <DropdownMenuItem onSelect={() => ask(own)}>Rename or make default…</DropdownMenuItem>
                  <DropdownMenuItem onSelect={() => drop(own)}>Delete {own.name}</DropdownMenuItem>
                </>
              )}
            </>
          ) : (
            <DropdownMenuItem disabled className="max-w-72 text-wrap">
              Saving and changing views: {whyNotRole}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <SaveViewDialog
        view={asked}
        error={save.error}
        isSaving={save.isPending}
        onSave={keep}
        onClose={() => setAsked(undefined)}
      />
    </>
  );
}
