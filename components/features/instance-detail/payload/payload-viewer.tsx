'use client';

import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { DocumentView } from './document-view';
import { jsonLines, matchingLines, parseJson, textLines } from './json-lines';
import { PayloadToolbar } from './payload-toolbar';

const NONE: ReadonlySet<string> = new Set();

export type PayloadViewerProps = {
  /** What the payload is: "Input". */
  label: string;
  /** The text as it was recorded; absent when there was none. */
  text: string | undefined;
  /** Said in the place of a payload that is absent. */
  absent?: string | undefined;
  /** The file name that a download gets, without its ending. */
  fileName: string;
  /** Tall enough for a page of its own, or small inside a panel. */
  size?: 'page' | 'panel';
};

/** A payload to read: JSON folds and can be searched, anything else is shown as it is; only what is in view is drawn. */
export function PayloadViewer({ label, text, absent = '–', fileName, size = 'panel' }: PayloadViewerProps) {
  const labelId = useId();
  if (text === undefined || text === '') {
    return (
      <section aria-labelledby={labelId}>
        <p id={labelId} className="mb-1 flex h-7 items-center text-meta text-text-3">
          {label}
        </p>
        <p className="text-text-2">{absent}</p>
      </section>
    );
  }
  return <Payload label={label} text={text} fileName={fileName} size={size} labelId={labelId} />;
}

type PayloadProps = Required<Pick<PayloadViewerProps, 'label' | 'fileName' | 'size'>> & {
  text: string;
  labelId: string;
};

function Payload({ label, text, fileName, size, labelId }: PayloadProps) {
  const [raw, setRaw] = useState(false);
  const [folded, setFolded] = useState(NONE);
  const [wanted, setWanted] = useState('');
  const [match, setMatch] = useState(0);
  const parsed = useMemo(() => parseJson(text), [text]);
  const isTree = parsed !== undefined && !raw;
  const shownFolds = wanted === '' ? folded : NONE;
  const lines = useMemo(
    () => (isTree ? jsonLines(parsed.value, shownFolds) : textLines(text)),
    [isTree, parsed, text, shownFolds],
  );
  const matches = useMemo(() => matchingLines(lines, wanted), [lines, wanted]);
  const current = matches.length === 0 ? undefined : match % matches.length;
  const search = (value: string) => {
    setWanted(value);
    setMatch(0);
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || matches.length === 0) return;
    setMatch((match + (event.shiftKey ? -1 : 1) + matches.length) % matches.length);
  };
  return (
    <section aria-labelledby={labelId} className="flex min-h-0 flex-col">
      <PayloadToolbar
        labelId={labelId}
        label={label}
        text={text}
        fileName={`${fileName}.${parsed === undefined ? 'txt' : 'json'}`}
        raw={raw}
        onRaw={parsed === undefined ? undefined : setRaw}
        wanted={wanted}
        onSearch={search}
        onSearchKey={onSearchKey}
        matches={matches.length}
        match={current === undefined ? 0 : current + 1}
      />
      <DocumentView
        label={`${label} payload`}
        lines={lines}
        folded={shownFolds}
        found={current === undefined ? undefined : matches[current]}
        onFold={isTree ? (path) => setFolded(toggled(folded, path)) : undefined}
        size={size}
      />
    </section>
  );
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
