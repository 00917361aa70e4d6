import type { Discovery, Preparation } from '@kurrier/shared/discovery/discovery';
import { briefOf, discoveryEn } from '@kurrier/shared/words/discovery';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { preparationsOf } from '../../model/discovery/use-found-servers.ts';
import { visibleText } from '../../model/visible-text.ts';
import { OutsideLink } from './OutsideLink.tsx';

/** What has to be done or known before a password is typed, each with the provider's own page. */
export const Preparations = ({ id, discovery }: { id: string; discovery: Discovery }) => (
  <div class="briefs" id={id}>
    {preparationsOf(discovery).map((preparation, place) => (
      <Brief key={place} preparation={preparation} provider={discovery.provider?.name ?? discovery.domain} />
    ))}
  </div>
);

const Brief = ({ preparation, provider }: { preparation: Preparation; provider: string }) => {
  const { title, text, link } = briefOf(preparation, visibleText(provider), discoveryEn);
  const { need, legs = [] } = preparation;
  return (
    <section class="brief" data-need={need}>
      <h3>
        {legs.length === 1 && !legs.some((leg) => title.includes(accountWords.legs[leg])) ? (
          <span class="leg-name">{legs.map((leg) => accountWords.legs[leg])}</span>
        ) : null}{' '}
        {title}
      </h3>
      <p>{text}</p>
      {link ? <OutsideLink url={link.url} text={link.label} /> : null}
    </section>
  );
};
