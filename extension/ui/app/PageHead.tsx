import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { dashboardWords as words } from '@kurrier/shared/words/pages/dashboard';

/** The head of a page: its one first heading, which is the title of the window, too; `title` where the page's name is not fine enough. */
export const PageHead = ({
  page,
  title = words.pages[page],
  hint = '',
  children,
}: {
  page: keyof typeof words.pages;
  title?: string;
  hint?: string;
  /** What can be done on the whole page. */
  children?: ComponentChildren;
}) => {
  useEffect(() => {
    document.title = words.windowTitle(title);
  }, [title]);
  return (
    <header class="page-head">
      <div>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {hint === '' ? null : <p class="hint">{hint}</p>}
      </div>
      {children}
    </header>
  );
};
