import { useEffect, useRef, useState } from 'preact/hooks';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import { frameSandbox, frameSource } from '../../../html-mail/frame-source.ts';
import type { LinkTarget } from '../../../html-mail/link-target.ts';
import type { SanitizedHtml } from '../../../html-mail/sanitize-html.ts';
import type { ShownHtml } from '../../../html-mail/show-html.ts';

const words = readerWords.html;

export interface HtmlFrameProps {
  html: string;
  title: string;
  isDark: boolean;
  onTarget: (target: LinkTarget | null) => void;
  onLink: (target: LinkTarget, isTouch: boolean) => void;
  onKey: (event: KeyboardEvent) => void;
  /** It stands there: its pictures can come. */
  onShown: (html: SanitizedHtml, shown: ShownHtml) => void;
  onTooComplex: () => void;
}

/** One part of a message in a frame of its own, as high as what is in it. What sanitizes it is loaded with the first one. */
export const HtmlFrame = (props: HtmlFrameProps) => {
  const { html, title, isDark } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = useRef<ShownHtml | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [isLoaded, setLoaded] = useState(false);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isLoaded) return undefined;
    let isGone = false;
    const start = async () => {
      const [{ sanitizeHtml }, { showHtml }] = await Promise.all([
        import('../../../html-mail/sanitize-html.ts'),
        import('../../../html-mail/show-html.ts'),
      ]);
      if (isGone || !frame.current) return;
      const sanitized = sanitizeHtml(html, words.quoted);
      if (!sanitized) return latest.current.onTooComplex();
      const events = {
        onTarget: (target: LinkTarget | null) => latest.current.onTarget(target),
        onLink: (target: LinkTarget, isTouch: boolean) => latest.current.onLink(target, isTouch),
        onKey: (event: KeyboardEvent) => latest.current.onKey(event),
      };
      shown.current = showHtml(frame.current, sanitized, events, words.place);
      shown.current.setDark(latest.current.isDark);
      setShown(true);
      latest.current.onShown(sanitized, shown.current);
    };
    start().catch((error: unknown) => {
      reportError(error);
      latest.current.onTooComplex();
    });
    return () => {
      isGone = true;
      shown.current?.stop();
    };
  }, [isLoaded]);
  useEffect(() => shown.current?.setDark(isDark), [isDark]);
  return (
    <iframe
      ref={frame}
      class="html-frame"
      data-state={isShown ? 'shown' : 'loading'}
      title={title}
      sandbox={frameSandbox}
      srcdoc={frameSource}
      onLoad={() => setLoaded(true)}
    />
  );
};
