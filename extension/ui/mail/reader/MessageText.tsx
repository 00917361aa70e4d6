import { useState } from 'preact/hooks';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import { readerWords as words } from '@kurrier/shared/words/pages/mail';
import { ReadingNotices } from './ReadingNotices.tsx';
import { textPieces, type TextPiece } from '../../../model/mail/text-pieces.ts';

/** What a message says, and above it what has to be known about that. Long addresses stand as their hosts, until somebody asks for them. */
export const MessageText = ({ content }: { content: MessageContent }) => {
  const { text, isCut, links } = content;
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <ReadingNotices content={content} isText />
      {links.length > 0 ? (
        <button type="button" class="button quiet addresses-button" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.hideAddresses : words.showAddresses(links.length)}
        </button>
      ) : null}
      {text.trim() === '' ? (
        <p class="hint">{words.empty}</p>
      ) : (
        <div class="mail-text">
          {textPieces(content).map((piece, at) => (
            <Piece key={at} piece={piece} isWhole={isWhole} />
          ))}
        </div>
      )}
      {isCut ? <p class="hint">{words.cut}</p> : null}
    </>
  );
};

const Piece = ({ piece: { text, address }, isWhole }: { piece: TextPiece; isWhole: boolean }) =>
  address === null ? (
    <>{text}</>
  ) : (
    <span class="mail-address" title={address}>
      {isWhole ? address : text}
    </span>
  );
