import { lookupWords } from '@kurrier/shared/words/pages/lookup';

/**
 * A page of somebody else's, in a tab that cannot reach back; its host is shown, since a remote source may have chosen both. Only https is
 * followed.
 */
export const OutsideLink = ({ url, text }: { url: string; text: string }) => {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return null;
  return (
    <p class="outside">
      <a href={url} target="_blank" rel="noopener noreferrer">
        {text}
        <span class="visually-hidden"> ({lookupWords.newTab})</span>
      </a>{' '}
      <span class="outside-host">{new URL(url).host}</span>
    </p>
  );
};
