'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import { Banner } from '@/components/ui/banner';
import type { BpmnCanvas, Mark } from './bpmn-canvas';

export type BpmnEditorProps = {
  /** What it opens with; later changes come from the editor itself. */
  initial: string;
  marks: readonly Mark[];
  /** The element to bring into sight; a new object each time. */
  wanted: { readonly element: string } | undefined;
  /** Absent: it is looked at only. */
  onChange?: ((xml: string) => void) | undefined;
};

/** Draws and shows a BPMN diagram. Another diagram needs another `key`. */
export function BpmnEditor({ initial, marks, wanted, onChange }: BpmnEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<BpmnCanvas>();
  const [trouble, setTrouble] = useState<string>();
  const isEditor = onChange !== undefined;
  const tell = useEffectEvent((xml: string) => onChange?.(xml));
  const openWith = useEffectEvent(() => initial);
  useEffect(() => {
    const abort = new AbortController();
    let opened: BpmnCanvas | undefined;
    const open = async (): Promise<void> => {
      const { BpmnCanvas: Canvas } = await import('./bpmn-canvas');
      if (abort.signal.aborted || container.current === null) return;
      opened = new Canvas(container.current, isEditor ? (xml) => tell(xml) : undefined);
      await opened.show(openWith());
    };
    const unlessAborted = (act: () => void) => (): void => (abort.signal.aborted ? undefined : act());
    void open().then(
      unlessAborted(() => setCanvas(opened)),
      (error: unknown) => unlessAborted(() => setTrouble(error instanceof Error ? error.message : String(error)))(),
    );
    return () => {
      abort.abort();
      opened?.destroy();
      setCanvas(undefined);
    };
  }, [isEditor]);
  useEffect(() => canvas?.mark(marks), [canvas, marks]);
  useEffect(() => {
    if (canvas === undefined || container.current === null) return;
    const observer = new ResizeObserver(() => canvas.resized());
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [canvas]);
  useEffect(() => {
    if (wanted !== undefined) canvas?.select(wanted.element);
  }, [canvas, wanted]);
  return (
    <div className="relative min-h-0 flex-1">
      {trouble !== undefined && (
        <Banner tone="failed" icon={TriangleAlert} role="alert" className="absolute inset-x-4 top-4 z-10">
          This diagram cannot be drawn: {trouble}. Look at its text.
        </Banner>
      )}
      <div ref={container} role="application" aria-label="Diagram" className="composer-canvas absolute inset-0" />
    </div>
  );
}
