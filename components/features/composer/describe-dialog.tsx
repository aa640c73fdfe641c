'use client';

import { useState, type ReactNode } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { imageOf, questionOf, type Description, type ModelQuestion } from '@/lib/composer/ask/question';
import { FieldFrame } from '@/components/shared/forms/field-frame';
import { Refusal } from '@/components/shared/forms/refusal';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions, DialogContent } from '@/components/ui/dialog';
import { Textarea } from '@/components/ui/textarea';
import { base64Of, describedDraft, languageModelQuery, type Place } from './describe-queries';
import type { Draft } from './draft';

export type DescribeDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  /** What was drawn takes the place of the diagram at hand. */
  onDrawn: (draft: Draft) => void;
};

/** Has a language model draw what is described, after the request was shown. */
export function DescribeDialog({ isOpen, onClose, onDrawn }: DescribeDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Describe a process"
        description="A language model draws what you write or photographed. You see the whole request before it is sent."
      >
        <Describe onClose={onClose} onDrawn={onDrawn} />
      </DialogContent>
    </Dialog>
  );
}

function Describe({ onClose, onDrawn }: Omit<DescribeDialogProps, 'isOpen'>) {
  const { data, error } = useQuery(languageModelQuery());
  const [description, setDescription] = useState<Description>({ text: '' });
  const [question, setQuestion] = useState<ModelQuestion>();
  const sending = useMutation({
    mutationFn: (to: Place) => describedDraft(description, to),
    onSuccess: (draft) => {
      onDrawn(draft);
      onClose();
    },
  });
  if (error !== null) return <Refusal error={error} />;
  if (data === undefined) return null;
  const { place } = data;
  if (place === undefined) return <NotSetUp onClose={onClose} />;
  if (question === undefined)
    return <Form {...{ description, onClose }} onChange={setDescription} onNext={setQuestion} />;
  const back = (): void => {
    sending.reset();
    setQuestion(undefined);
  };
  return (
    <>
      <Preview question={question} place={place} />
      <Refusal error={sending.error} />
      <DialogActions>
        <Button onClick={back} whyDisabled={sending.isPending ? 'It was sent already.' : undefined}>
          Back
        </Button>
        <Button
          variant="primary"
          whyDisabled={sending.isPending ? 'The language model is at work; that can take two minutes.' : undefined}
          onClick={() => sending.mutate(place)}
        >
          {sending.isPending ? 'Drawing…' : `Send to ${place.host}`}
        </Button>
      </DialogActions>
    </>
  );
}

function NotSetUp({ onClose }: { onClose: () => void }) {
  return (
    <>
      <p className="mt-4">
        No language model is set up, and none is asked unless one is. Set <Code>PERDURE_LLM_KIND</Code> (
        <Code>anthropic</Code> or <Code>openai</Code>), <Code>PERDURE_LLM_MODEL</Code> and <Code>PERDURE_LLM_KEY</Code>,
        and start Perdure again. BPMN and Mermaid need none.
      </p>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="mono text-meta">{children}</code>;
}

type FormProps = {
  description: Description;
  onChange: (description: Description) => void;
  onNext: (question: ModelQuestion) => void;
  onClose: () => void;
};

function Form({ description, onChange, onNext, onClose }: FormProps) {
  const [refusal, setRefusal] = useState<unknown>();
  const attempt = (act: () => void): void => {
    try {
      act();
      setRefusal(undefined);
    } catch (error) {
      setRefusal(error);
    }
  };
  const choose = async (file: File | undefined): Promise<void> => {
    const base64 = file === undefined ? undefined : await base64Of(file);
    attempt(() => onChange({ text: description.text, image: base64 === undefined ? undefined : imageOf(base64) }));
  };
  return (
    <>
      <FieldFrame
        label="What happens in the process"
        hint="Step by step: who does what, what is decided by what, what is waited for and how long."
        control={(naming) => (
          <Textarea
            {...naming}
            className="min-h-40 w-full"
            value={description.text}
            onChange={(event) => onChange({ ...description, text: event.target.value })}
          />
        )}
      />
      <FieldFrame
        label="Picture of a diagram"
        hint="PNG, JPEG, GIF or WebP, at most 5 MiB. The model must be one that sees."
        control={(naming) => (
          <input
            {...naming}
            type="file"
            accept="image/png,image/jpeg,image/gif,image/webp"
            className="block w-full text-text-2 file:mr-3 file:h-8 file:rounded-control file:border file:border-control file:bg-surface file:px-3 file:font-medium file:text-text hover:file:bg-hover"
            onChange={(event) => void choose(event.target.files?.[0]).catch(setRefusal)}
          />
        )}
      />
      <Refusal error={refusal} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={() => attempt(() => onNext(questionOf(description)))}>
          Show the request
        </Button>
      </DialogActions>
    </>
  );
}

function Preview({ question, place }: { question: ModelQuestion; place: Place }) {
  const { instruction, text, image } = question;
  return (
    <>
      <p className="mt-4">
        This goes to <strong>{place.host}</strong>, model <strong>{place.name}</strong>, and nothing else:
      </p>
      {image !== undefined && (
        // A picture of this page's own visitor, which no server of images knows.
        <img
          alt="Picture that is sent"
          src={`data:${image.mediaType};base64,${image.base64}`}
          className="mt-3 max-h-48 rounded-card border border-border object-contain"
        />
      )}
      <Sent title="Text" text={text} />
      <Sent title="Instruction" text={instruction} />
    </>
  );
}

function Sent({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title} className="mt-3">
      <h3 className="font-medium">{title}</h3>
      <pre
        tabIndex={0}
        className="mono mt-1 max-h-40 overflow-auto rounded-card border border-border bg-surface p-3 text-meta break-words whitespace-pre-wrap"
      >
        {text}
      </pre>
    </section>
  );
}
