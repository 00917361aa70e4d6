import type { MessageContent } from '@kurrier/shared/mail/mail';
import { readerWords as words } from '@kurrier/shared/words/pages/mail';

/** What has to be known about a message before it is read; `isText`: as text. */
export const ReadingNotices = ({ content, isText }: { content: MessageContent; isText: boolean }) => {
  const { isFromHtml, leftOut } = content;
  const notices = [
    ...content.notices.flatMap((notice) => (isKnown(notice) ? [words.notices[notice]] : [])),
    ...(isText && isFromHtml ? [words.fromHtml] : []),
    ...(leftOut > 0 ? [words.leftOut(leftOut)] : []),
  ];
  return (
    <>
      {notices.map((notice) => (
        <p class="hint" key={notice}>
          {notice}
        </p>
      ))}
    </>
  );
};

const isKnown = (notice: string): notice is keyof typeof words.notices => Object.hasOwn(words.notices, notice);
