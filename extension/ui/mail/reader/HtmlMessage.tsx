import { useEffect, useRef, useState } from 'preact/hooks';
import { readerWords } from '@kurrier/shared/words/pages/mail';
import type { LinkTarget } from '../../../html-mail/link-target.ts';
import type { ShownHtml } from '../../../html-mail/show-html.ts';
import type { HtmlMailModel, HtmlMailState } from '../../../model/mail/html/html-mail-model.ts';
import { safeLine, safeText, senderOf } from '../../../model/mail/safe-text.ts';
import { HtmlFrame } from './HtmlFrame.tsx';
import { followLink, LinkBar } from './LinkBar.tsx';
import { usePictures } from './use-pictures.ts';
import './html-mail.css';

const words = readerWords.html;

/** A message as it was written, each of its parts by itself, and above it what was left out of it. */
export const HtmlMessage = ({
  model,
  state,
  isDark,
  onKey,
  onTooComplex,
}: {
  model: HtmlMailModel;
  state: Extract<HtmlMailState, { phase: 'shown' }>;
  isDark: boolean;
  onKey: (event: KeyboardEvent) => void;
  onTooComplex: () => void;
}) => {
  const { content, mail, arePicturesAllowed } = state;
  const [target, setTarget] = useState<LinkTarget | null>(null);
  const [asked, setAsked] = useState<LinkTarget | null>(null);
  const parts = useRef(new Map<number, ShownHtml>());
  const pictures = usePictures(model, arePicturesAllowed);
  const sender = senderOf(content.row.from);
  useEffect(() => () => void (model.seenText.current = null), []);
  const textOf = (at: number): string => parts.current.get(at)?.text() ?? mail.bodies[at]!.content;
  return (
    <div class="html-mail">
      {pictures.remote > 0 && !arePicturesAllowed ? (
        <div class="pictures-note">
          <p class="hint">{words.pictures(pictures.remote)}</p>
          <button type="button" class="button" onClick={() => model.allowPictures('message')}>
            {words.showPictures}
          </button>
          {sender === '' || content.path ? null : (
            <button type="button" class="button quiet" onClick={() => model.allowPictures('sender')}>
              {words.alwaysFrom(sender)}
            </button>
          )}
        </div>
      ) : null}
      {pictures.missing > 0 ? <p class="hint">{words.missing(pictures.missing)}</p> : null}
      {mail.bodies.map(({ form, content: body }, at) =>
        form === 'text' ? (
          <div key={at} class="mail-text">
            {safeText(body)}
          </div>
        ) : (
          <HtmlFrame
            key={at}
            html={body}
            title={content.path ? words.attachedTitle(sender, safeLine(content.row.subject, 80)) : words.title(sender)}
            isDark={isDark}
            onTarget={setTarget}
            onLink={(link, isTouch) => followLink(link, !isTouch && target?.address === link.address, setAsked)}
            onKey={onKey}
            onShown={(sanitized, shown) => {
              parts.current.set(at, shown);
              pictures.add(sanitized);
              model.seenText.current = () =>
                mail.bodies
                  .map((_, each) => textOf(each))
                  .join('\n\n')
                  .replaceAll(words.quoted, '');
            }}
            onTooComplex={onTooComplex}
          />
        ),
      )}
      {mail.isCut ? <p class="hint">{readerWords.cut}</p> : null}
      <LinkBar target={target} asked={asked} onDone={() => setAsked(null)} />
    </div>
  );
};
