'use client';

import { CircleDashed } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { firstRunGuides, type FirstRunGuide } from './first-run-commands';
import { useRuntimeState } from './use-runtime-state';

/** What a console without executions shows: how to get the first one. */
export function FirstRun() {
  const { runtime, state } = useRuntimeState();
  const address = runtime?.address ?? '127.0.0.1:50001';
  return (
    <section aria-labelledby="first-run" className="mx-auto w-full max-w-3xl px-6 py-12">
      <h1 id="first-run" className="text-page">
        Run your first workflow
      </h1>
      <p className="mt-1 text-form text-text-2">
        {state === 'up' ? 'Perdure is ready at ' : 'Perdure listens at '}
        <span className="mono">{address}</span>. Start a worker with any Dapr Workflow SDK; its executions appear here.
      </p>
      <Tabs defaultValue="javascript" className="mt-6">
        <TabsList aria-label="Language">
          {firstRunGuides(address).map(({ language, title }) => (
            <TabsTrigger key={language} value={language}>
              {title}
            </TabsTrigger>
          ))}
        </TabsList>
        {firstRunGuides(address).map((guide) => (
          <TabsContent key={guide.language} value={guide.language} className="pt-4">
            <Steps guide={guide} />
          </TabsContent>
        ))}
      </Tabs>
      <p role="status" className="mt-6 flex items-center gap-2 text-text-2">
        <CircleDashed aria-hidden className="size-4 text-pending" strokeWidth={1.75} />
        Waiting for the first execution. This page changes by itself.
      </p>
    </section>
  );
}

function Steps({ guide }: { guide: FirstRunGuide }) {
  return (
    <ol className="flex flex-col gap-4">
      {guide.steps.map(({ says, command }, index) => (
        <li key={says}>
          <p className="text-text-2">
            {index + 1}. {says}
          </p>
          <div className="mt-1 flex items-center gap-2 rounded-card border border-border bg-sunken py-1 pr-1 pl-3">
            <code className="mono min-w-0 flex-1 overflow-x-auto py-1 whitespace-pre">{command}</code>
            <CopyButton text={command} label="Copy command" />
          </div>
        </li>
      ))}
    </ol>
  );
}
