import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = ButtonProps & { readonly text: string; readonly label: string };

/** Copies a text and says whether the browser let it. */
export function CopyButton({ text, label, ...props }: Props) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  async function copy() {
    const isCopied = await copyText(text);
    setOutcome(isCopied ? 'copied' : 'failed');
  }
  return (
    <>
      <Button size="compact-xs" variant="default" {...props} onClick={() => void copy()}>
        {outcome === 'copied' ? t('conflicts.copied') : label}
      </Button>
      <span role="status" className="copy-failed">
        {outcome === 'failed' && t('conflicts.copyFailed')}
      </span>
    </>
  );
}

/** False where the browser has no clipboard for this page (no https) or the person forbade it. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
