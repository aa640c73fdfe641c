'use client';

import { useEffect, useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Language } from '@/lib/composer/emit/file';
import { whyNotIn } from '@/lib/composer/emit/why-no-lane-apps';
import type { InstanceRef } from '@/lib/domain/instance';
import { useIsBrowser } from '@/components/shared/use-is-browser';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import type { Mark } from './bpmn-canvas';
import { BpmnEditor } from './bpmn-editor';
import { DiagramToolbar, type View } from './diagram-toolbar';
import { rememberDraft, rememberedDraft, type Draft } from './draft';
import type { Examined } from './examine';
import { FaultList } from './fault-list';
import { faultMarks } from './fault-marks';
import { ProjectPanel } from './project-panel';
import { drawnRunsQuery } from './run-queries';
import { RunPanel } from './run-panel';
import { TABS, useComposerSearch } from './search-params';
import { STARTERS } from './starter-diagrams';
import { WrittenDiagram } from './written-diagram';
import { runMarks } from './steps-on-elements';
import { useExamined } from './use-examined';

type Opened = {
  readonly draft: Draft;
  /** Counts up with each diagram that takes another's place. */ readonly turn: number;
};

/** Draw or open a diagram, see what is wrong with it, get a project that runs it, and see its runs on it. */
export function ComposerPage() {
  // What was drawn last is in the browser; the server knows nothing of it.
  return useIsBrowser() ? <Workbench /> : <Skeleton className="m-6 h-96" />;
}

function Workbench() {
  const [{ draft, turn }, setOpened] = useState<Opened>(() => ({
    draft: rememberedDraft() ?? STARTERS[0].draft,
    turn: 0,
  }));
  const [view, setView] = useState<View>(() => viewOf(draft));
  const [appId, setAppId] = useState('');
  const [{ language }] = useComposerSearch();
  const [run, setRun] = useState<InstanceRef>();
  const [wanted, setWanted] = useState<{ readonly element: string }>();
  const open = (next: Draft): void => {
    setOpened((before) => ({ draft: next, turn: before.turn + 1 }));
    setView(viewOf(next));
    setRun(undefined);
  };
  const alter = (part: Partial<Draft>): void =>
    setOpened((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const change = (text: string): void => alter({ text });
  useEffect(() => rememberDraft(draft), [draft]);
  const examined = useExamined(draft, {
    appId: appId === '' ? undefined : appId,
    lanesAsApps: draft.lanesAsApps === true && whyNotIn(language) === undefined,
  });
  const marks = useMarks(examined, run);
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 p-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-page">Composer</h1>
        <DiagramToolbar draft={draft} view={view} onView={setView} onOpen={open} />
      </div>
      <div className="flex min-h-0 flex-1 gap-4">
        <section
          aria-label="Diagram"
          className="flex min-w-0 flex-1 flex-col overflow-hidden rounded-card border border-border bg-surface"
        >
          {view === 'diagram' && draft.kind === 'bpmn' && (
            <BpmnEditor key={turn} initial={draft.text} marks={marks} wanted={wanted} onChange={change} />
          )}
          {view === 'diagram' && draft.kind === 'mermaid' && (
            <WrittenDiagram drawing={examined?.drawing} marks={marks} wanted={wanted} />
          )}
          {view === 'text' && (
            <textarea
              aria-label={draft.kind === 'bpmn' ? 'BPMN 2.0 XML' : 'Mermaid'}
              spellCheck={false}
              value={draft.text}
              onChange={(event) => change(event.target.value)}
              className="mono min-h-0 flex-1 resize-none bg-surface p-4 text-meta text-text"
            />
          )}
        </section>
        <Side
          {...{ draft, examined, appId, run }}
          onAppId={setAppId}
          onLanesAsApps={(lanesAsApps) => alter({ lanesAsApps })}
          onRun={setRun}
          onElement={(element) => setWanted({ element })}
        />
      </div>
    </div>
  );
}

/** How a diagram is worked on: what is written, by its text. */
function viewOf({ kind }: Draft): View {
  return kind === 'mermaid' ? 'text' : 'diagram';
}

type SideProps = {
  draft: Draft;
  examined: Examined | undefined;
  appId: string;
  run: InstanceRef | undefined;
  onAppId: (appId: string) => void;
  onLanesAsApps: (lanesAsApps: boolean) => void;
  onRun: (run: InstanceRef | undefined) => void;
  onElement: (element: string) => void;
};

function Side({ draft, examined, run, onRun, onElement, ...choices }: SideProps) {
  const [search, setSearch] = useComposerSearch();
  const choice = { language: search.language, onLanguage: (language: Language) => void setSearch({ language }) };
  const count = examined?.faults.length ?? 0;
  const tab = 'flex min-h-0 flex-1 flex-col overflow-auto data-[state=inactive]:hidden';
  return (
    <Tabs
      value={search.tab}
      onValueChange={(value) => void setSearch({ tab: TABS.find((each) => each === value) ?? null })}
      className="flex w-[26rem] shrink-0 flex-col overflow-hidden rounded-card border border-border bg-surface max-[1100px]:w-80"
    >
      <TabsList aria-label="About the diagram" className="px-4">
        <TabsTrigger value="faults">Faults{count > 0 && ` (${count})`}</TabsTrigger>
        <TabsTrigger value="project">Project</TabsTrigger>
        <TabsTrigger value="run">Run</TabsTrigger>
      </TabsList>
      <TabsContent value="faults" className={tab}>
        <FaultList faults={examined?.faults} onChoose={onElement} />
      </TabsContent>
      <TabsContent value="project" className={tab}>
        <ProjectPanel
          {...choices}
          {...choice}
          program={examined?.program}
          lanes={examined?.lanes ?? 0}
          lanesAsApps={draft.lanesAsApps === true}
        />
      </TabsContent>
      <TabsContent value="run" className={tab}>
        <RunPanel
          {...choice}
          draft={draft}
          program={examined?.program}
          elements={examined?.elements}
          chosen={run}
          onChoose={onRun}
        />
      </TabsContent>
    </Tabs>
  );
}

/** A run over the diagram when one is chosen, the faults otherwise. */
function useMarks(examined: Examined | undefined, run: InstanceRef | undefined): readonly Mark[] {
  const name = examined?.program?.workflows[0]?.name ?? '';
  const { data } = useQuery({
    ...drawnRunsQuery(run ?? { appId: '', instanceId: '' }, name),
    enabled: run !== undefined && name !== '',
  });
  return useMemo(() => {
    if (run === undefined) return faultMarks(examined?.faults ?? []);
    return examined?.elements === undefined ? [] : runMarks(examined.elements, data ?? []);
  }, [run, examined, data]);
}
