'use client';

import { useMemo } from 'react';
import { xmlId } from '@/lib/composer/print/bpmn/xml';
import { BpmnEditor, type BpmnEditorProps } from './bpmn-editor';

export type WrittenDiagramProps = Pick<BpmnEditorProps, 'marks' | 'wanted'> & {
  /** As BPMN; undefined while it cannot be read. */
  drawing: string | undefined;
};

/** A diagram that is written as text, drawn to be looked at. */
export function WrittenDiagram({ drawing, marks, wanted }: WrittenDiagramProps) {
  const drawn = useMemo(() => marks.map((mark) => ({ ...mark, element: xmlId(mark.element) })), [marks]);
  const found = useMemo(() => wanted && { element: xmlId(wanted.element) }, [wanted]);
  if (drawing === undefined) {
    return (
      <p className="p-6 text-text-2">There is no drawing while the text cannot be read. Choose Text to mend it.</p>
    );
  }
  return <BpmnEditor key={drawing} initial={drawing} marks={drawn} wanted={found} />;
}
