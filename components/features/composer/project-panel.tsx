'use client';

import { useEffect, useState } from 'react';
import { Download, FileCode2 } from 'lucide-react';
import type { File, Language } from '@/lib/composer/emit/file';
import type { Program } from '@/lib/composer/plan/program';
import { zipProject } from '@/lib/composer/zip-project';
import { saveAs } from '@/components/shared/save-as';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { Project } from './examine';
import { LanesAsApps } from './lanes-as-apps';
import { LANGUAGE_OPTIONS } from './language-options';

const NOT_YET = 'The diagram has errors; the list of faults says which.';

export type ProjectPanelProps = {
  program: Program | undefined;
  appId: string;
  onAppId: (appId: string) => void;
  language: Language;
  onLanguage: (language: Language) => void;
  /** How many lanes of the diagram hold something. */
  lanes: number;
  lanesAsApps: boolean;
  onLanesAsApps: (lanesAsApps: boolean) => void;
};

/** The language, the App ID and the files; nothing is written while an error stands. */
export function ProjectPanel(props: ProjectPanelProps) {
  const { program, appId, onAppId, language, onLanguage } = props;
  const { project, trouble = NOT_YET } = useProject(program, language);
  const files = project?.files;
  const folder = program?.appId ?? 'workflow';
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-border p-3">
        <Select label="Language" value={language} options={LANGUAGE_OPTIONS} onChange={onLanguage} />
        <Input
          aria-label="App ID"
          placeholder={folder}
          value={appId}
          onChange={(event) => onAppId(event.target.value.trim())}
          className="min-w-36 flex-1"
        />
        <Button
          variant="primary"
          whyDisabled={files === undefined ? trouble : undefined}
          onClick={() => files !== undefined && saveAs(`${folder}.zip`, zipOf(folder, files))}
        >
          <Download aria-hidden strokeWidth={1.75} />
          Download ZIP
        </Button>
      </div>
      <LanesAsApps {...props} />
      {project?.limits.map(({ message, wayOut, element }) => (
        <p key={element} className="border-b border-border px-3 py-2 text-text-2">
          {message}. {wayOut}.
        </p>
      ))}
      {files === undefined ? <p className="p-4 text-text-2">{trouble}</p> : <Files files={files} />}
    </div>
  );
}

function zipOf(folder: string, files: readonly File[]): Blob {
  return new Blob([zipProject(folder, files)], { type: 'application/zip' });
}

function Files({ files }: { files: readonly File[] }) {
  const [wanted, setWanted] = useState('README.md');
  const shown = files.find(({ path }) => path === wanted) ?? files[0];
  return (
    <>
      <FileNames files={files} shown={shown?.path} onShow={setWanted} />
      <pre
        tabIndex={0}
        role="region"
        aria-label={shown?.path ?? 'File'}
        className="mono min-h-40 flex-1 overflow-auto p-3 text-meta"
      >
        {shown?.text}
      </pre>
    </>
  );
}

type FileNamesProps = { files: readonly File[]; shown: string | undefined; onShow: (path: string) => void };

function FileNames({ files, shown, onShow }: FileNamesProps) {
  return (
    <ul aria-label="Files of the project" className="max-h-56 shrink-0 overflow-auto border-b border-border py-1">
      {files.map(({ path, keep }) => (
        <li key={path}>
          <button
            type="button"
            aria-pressed={path === shown}
            onClick={() => onShow(path)}
            className={`flex w-full items-center gap-2 px-3 py-1 text-left hover:bg-hover ${path === shown ? 'bg-selected' : ''}`}
          >
            <FileCode2 aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
            <span className="mono min-w-0 flex-1 truncate text-meta">{path}</span>
            {keep && <span className="text-meta text-text-3">yours to fill in</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

type Made = { readonly project?: Project; readonly trouble?: string };

/** The project of a program in a language; `trouble` says why there is none. */
function useProject(program: Program | undefined, language: Language): Made {
  const [made, setMade] = useState<Made & { readonly of?: Program; readonly language?: Language }>({});
  useEffect(() => {
    if (program === undefined) return;
    const abort = new AbortController();
    const put = (result: Made): void => {
      if (!abort.signal.aborted) setMade({ ...result, of: program, language });
    };
    void import('./examine')
      .then(({ projectOf }) => projectOf(program, language))
      .then(
        (project) => put({ project }),
        (error: unknown) => put({ trouble: error instanceof Error ? error.message : String(error) }),
      );
    return () => abort.abort();
  }, [program, language]);
  return program !== undefined && made.of === program && made.language === language ? made : {};
}
