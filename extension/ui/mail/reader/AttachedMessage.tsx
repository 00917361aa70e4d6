import { useId } from 'preact/hooks';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import { readerWords as words } from '@kurrier/shared/words/pages/mail';
import { formatFully } from '../../../model/format-time.ts';
import type { AttachedMessagesModel, AttachedMessageState } from '../../../model/mail/attached/attached-messages-model.ts';
import type { AttachmentSaves } from '../../../model/mail/attachment-saves.ts';
import { subjectOf } from '../MessageRowView.tsx';
import { AttachedFiles } from './AttachedFiles.tsx';
import { MessageBody } from './MessageBody.tsx';
import { MessageFacts, peopleText } from './MessageFacts.tsx';
import { NotOpened } from './NotOpened.tsx';
import './attached-message.css';

interface AttachmentsProps {
  content: MessageContent;
  saves: AttachmentSaves;
  messages: AttachedMessagesModel;
  onKey: (event: KeyboardEvent) => void;
  /** Of the heading: what is in it has deeper ones. */
  level: number;
}

/** What is attached to a message, and in its place each message among it that is shown. */
export const Attachments = ({ content, saves, messages, onKey, level }: AttachmentsProps) => (
  <AttachedFiles
    content={content}
    saves={saves}
    messages={messages}
    level={level}
    renderMessage={(state) => <AttachedMessage state={state} saves={saves} messages={messages} onKey={onKey} level={level + 1} />}
  />
);

/** A message that lies in another one: its own head, text or HTML, and what is attached to it. */
const AttachedMessage = ({ state, saves, messages, onKey, level }: Omit<AttachmentsProps, 'content'> & { state: AttachedMessageState }) => {
  const heading = useId();
  if (state.phase === 'opening') return <p role="status">{words.opening}</p>;
  if (state.phase === 'failed') return <NotOpened refusal={state.refusal} />;
  const { content, html } = state;
  const { row, cc, sentAt } = content;
  const Heading = `h${Math.min(level, 6)}` as 'h4';
  const dated = sentAt !== null && Math.abs(sentAt) < 8e15 ? formatFully(sentAt) : '';
  return (
    <article class="attached-message" aria-labelledby={heading}>
      <header>
        <Heading id={heading}>
          <bdi>{subjectOf(row, 500)}</bdi>
        </Heading>
        <MessageFacts
          facts={[
            [words.from, peopleText(row.from)],
            [words.to, peopleText(row.to)],
            [words.cc, peopleText(cc)],
            [words.dated, dated],
          ]}
        />
      </header>
      <MessageBody content={content} html={html} onKey={onKey} />
      {content.attachments.length > 0 ? (
        <Attachments content={content} saves={saves} messages={messages} onKey={onKey} level={level + 1} />
      ) : null}
    </article>
  );
};
