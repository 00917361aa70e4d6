import { appPasswordProviders } from '@kurrier/shared/words/app-password-providers';
import { visibleText } from '../../model/visible-text.ts';

/**
 * What mends a failure, in words. A page that stands in our own table of providers leads there; no other address becomes a link, for a
 * sentence may hold what a server said.
 */
export const FixText = ({ text }: { text: string }) => {
  const shown = visibleText(text);
  const page = appPasswordProviders.map((maker) => maker.page).find((address) => shown.includes(address));
  if (page === undefined) return <>{shown}</>;
  const at = shown.indexOf(page);
  return (
    <>
      {shown.slice(0, at)}
      <a href={page} target="_blank" rel="noreferrer">
        {page}
      </a>
      {shown.slice(at + page.length)}
    </>
  );
};
