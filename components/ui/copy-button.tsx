'use client';

import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { IconButton } from './icon-button';

export type CopyButtonProps = {
  text: string;
  /** What is copied: "Copy instance ID". */
  label: string;
  className?: string;
  tabIndex?: number;
};

/** Puts a text on the clipboard and says so until the pointer or focus leaves. */
export function CopyButton({ text, label, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <IconButton
        compact
        icon={copied ? Check : Copy}
        label={copied ? 'Copied' : label}
        onClick={(event) => {
          event.stopPropagation();
          void copy();
        }}
        onPointerLeave={() => setCopied(false)}
        onBlur={() => setCopied(false)}
        {...props}
      />
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}
