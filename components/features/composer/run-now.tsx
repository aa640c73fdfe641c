'use client';

import { useEffect, useEffectEvent } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Play, Square, TriangleAlert } from 'lucide-react';
import type { Language } from '@/lib/composer/emit/file';
import type { Program } from '@/lib/composer/plan/program';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Project } from '@/lib/domain/project';
import { queryKeys } from '@/components/shared/query-keys';
import { useWhyNotRole } from '@/components/shared/use-me';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { Draft } from './draft';
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
  const { language, onLanguage, onStarted } = props;
  const { project, run, stop, whyNot, trouble } = useProject(props);
  useStarted(project, onStarted);
  const isAlive = project?.phase === 'preparing' || project?.phase === 'running';
  return (
    <section aria-label="Run it now" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select label="Language" value={language} options={LANGUAGE_OPTIONS} onChange={onLanguage} />
        <Button
          variant="primary"
          whyDisabled={run.isPending ? 'It is being written.' : whyNot}
          onClick={() => run.mutate()}
        >
          <Play aria-hidden strokeWidth={1.75} />
          {isAlive ? 'Run anew' : 'Run it now'}
        </Button>
        {isAlive && (
          <Button onClick={() => stop.mutate()}>
            <Square aria-hidden strokeWidth={1.75} />
            Stop
          </Button>
        )}
      </div>
      {whyNot !== undefined && <p className="text-text-2">{whyNot}</p>}
      <Trouble text={trouble} />
      {project !== undefined && <Standing project={project} />}
    </section>
  );
}

/** The project of the diagram's App ID, what can be done with it, and what is in the way. */
function useProject({ draft: { text, fileName }, program: { appId }, language }: RunNowProps) {
  const queryClient = useQueryClient();
  const whyNotRole = useWhyNotRole('admin');
  const { data } = useQuery({ ...projectsQuery(), enabled: whyNotRole === undefined });
  const onSettled = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queryKeys.projects });
  const run = useMutation({ mutationFn: () => runProject({ text, fileName, language, appId }), onSettled });
  const stop = useMutation({ mutationFn: () => stopProject(appId), onSettled });
  const project = data?.projects.find((one) => one.appId === appId);
  const whyNot = whyNotRole ?? data?.unavailable ?? data?.missing[language];
  return { project, run, stop, whyNot, trouble: run.error?.message ?? stop.error?.message ?? project?.trouble };
}

function Trouble({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <Banner tone="failed" icon={TriangleAlert} role="alert">
      {text}
    </Banner>
  );
}

function Standing({ project: { phase, folder, log } }: { project: Project }) {
  return (
    <>
      <p role="status" className="break-words text-text-2">
        {PHASES[phase]}, in <code className="mono text-meta break-all">{folder}</code>
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
