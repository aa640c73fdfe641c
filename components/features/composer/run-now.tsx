'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Play, Square, TriangleAlert } from 'lucide-react';
import type { Language } from '@/lib/composer/emit/file';
import { homeApp } from '@/lib/composer/plan/apps';
import type { Program } from '@/lib/composer/plan/program';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Project } from '@/lib/domain/project';
import { whyNoObject } from '@/lib/domain/why-no-object';
import { JsonField } from '@/components/shared/forms/json-field';
import { Refusal } from '@/components/shared/forms/refusal';
import { queryKeys } from '@/components/shared/query-keys';
import { useWhyNotRole } from '@/components/shared/use-me';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { Draft } from './draft';
import { exampleText } from './example-text';
import { LANGUAGE_OPTIONS } from './language-options';
import { projectsQuery, runProject, stopProject } from './project-queries';

const PHASES: Readonly<Record<Project['phase'], string>> = {
  ...{ preparing: 'Being prepared', running: 'Its worker runs', stopped: 'Stopped', failed: 'Failed' },
};

export type RunNowProps = {
  draft: Draft;
  program: Program;
  language: Language;
  onLanguage: (language: Language) => void;
  /** An execution that was started with its project. */
  onStarted: (run: InstanceRef) => void;
};

/** Runs the project of the diagram at hand on the console's machine: buttons, how it stands, and what it says. */
export function RunNow(props: RunNowProps) {
  const { program, language, onLanguage, onStarted } = props;
  const [typed, setTyped] = useState<string>();
  const input = typed ?? exampleText(program, program.workflows[0]?.data);
  const badInput = whyNoObject(input);
  const { project, run, stop, whyNot } = useProject(props);
  useStarted(project, onStarted);
  return (
    <section aria-label="Run it now" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select label="Language" value={language} options={LANGUAGE_OPTIONS} onChange={onLanguage} />
        <Buttons
          phase={project?.phase}
          whyNot={run.isPending ? 'It is being written.' : (whyNot ?? badInput)}
          onRun={() => run.mutate(input)}
          onStop={() => stop.mutate()}
        />
      </div>
      {whyNot === undefined ? (
        <JsonField
          label="Input of the execution (JSON)"
          value={input}
          onChange={setTyped}
          rows={4}
          problem={badInput}
          hint={typed === undefined ? 'An example, from the fields of the diagram.' : undefined}
        />
      ) : (
        <p className="text-text-2">{whyNot}</p>
      )}
      <Refusal error={run.error ?? stop.error} />
      {run.error === null && stop.error === null && <Trouble text={project?.trouble} />}
      {project !== undefined && <Standing project={project} />}
    </section>
  );
}

type ButtonsProps = {
  phase: Project['phase'] | undefined;
  whyNot: string | undefined;
  onRun: () => void;
  onStop: () => void;
};

function Buttons({ phase, whyNot, onRun, onStop }: ButtonsProps) {
  const isAlive = phase === 'preparing' || phase === 'running';
  return (
    <>
      <Button variant="primary" whyDisabled={whyNot} onClick={onRun}>
        <Play aria-hidden strokeWidth={1.75} />
        {isAlive ? 'Run anew' : 'Run it now'}
      </Button>
      {isAlive && (
        <Button onClick={onStop}>
          <Square aria-hidden strokeWidth={1.75} />
          Stop
        </Button>
      )}
    </>
  );
}

/** The project of the diagram's App ID, what can be done with it, and what is in the way. */
function useProject({ draft: { text, fileName }, program, language }: RunNowProps) {
  const { appId: name, apps } = program;
  const appId = homeApp(program);
  const queryClient = useQueryClient();
  const whyNotRole = useWhyNotRole('admin');
  const { data } = useQuery({ ...projectsQuery(), enabled: whyNotRole === undefined });
  const onSettled = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKeys.projects });
  const run = useMutation({
    mutationFn: (input: string) =>
      runProject({ text, fileName, language, appId: name, input, ...(apps && { lanesAsApps: true }) }),
    onSettled,
  });
  const stop = useMutation({ mutationFn: () => stopProject(appId), onSettled });
  const project = data?.projects.find((one) => one.appId === appId);
  const whyNot = whyNotRole ?? data?.unavailable ?? data?.missing[language];
  return { project, run, stop, whyNot };
}

function Trouble({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <Banner tone="failed" icon={TriangleAlert} role="alert">
      {text}
    </Banner>
  );
}

function Standing({ project: { phase, folder, log, workers } }: { project: Project }) {
  const isSeveral = phase === 'running' && workers.length > 1;
  return (
    <>
      <p role="status" className="break-words text-text-2">
        {isSeveral ? `Its workers run (${workers.join(', ')})` : PHASES[phase]}, in{' '}
        <code className="mono text-meta break-all">{folder}</code>
      </p>
      <pre
        tabIndex={0}
        role="region"
        aria-label="Log of the project"
        className="mono max-h-48 overflow-auto rounded-control bg-sunken p-2 text-meta"
      >
        {log.join('\n')}
      </pre>
    </>
  );
}

/** Tells of the execution of a project once, as soon as it is known. */
function useStarted(project: Project | undefined, onStarted: (run: InstanceRef) => void): void {
  const { appId, instanceId } = project ?? {};
  const tell = useEffectEvent(onStarted);
  useEffect(() => {
    if (appId !== undefined && instanceId !== undefined) tell({ appId, instanceId });
  }, [appId, instanceId]);
}
