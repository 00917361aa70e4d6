import type { Discovery } from '@kurrier/shared/discovery/discovery';
import { discoveryEn } from '@kurrier/shared/words/discovery';
import { localServerEn } from '@kurrier/shared/words/local-server';
import { lookupWords as words } from '@kurrier/shared/words/pages/lookup';
import type { AddressFirst } from '../../model/discovery/address-first-model.ts';
import { canLookOverHttp, isNothingKnown } from '../../model/discovery/use-found-servers.ts';
import { visibleText } from '../../model/visible-text.ts';
import { LocalServers } from './LocalServers.tsx';
import { OutsideLink } from './OutsideLink.tsx';

/**
 * What else there is to say about what was found: a program on this computer, pages to read, another way to look, one line of good
 * practice.
 */
export const FoundNotes = ({ model, discovery }: { model: AddressFirst; discovery: Discovery }) => {
  const { localServers, refused, documentation, advice, prepare } = discovery;
  const refusedHost = refused.find(({ reason }) => reason !== 'other-user');
  const ofOthers = refused.filter(({ reason }) => reason === 'other-user').map(({ host }) => host);
  const needsStarting = prepare.some(({ need }) => need === 'local-bridge') && localServers.length === 0;
  const links = prepare.some(({ url }) => url) ? [] : documentation.slice(0, 2);
  return (
    <div class="found-notes">
      {isNothingKnown(discovery) ? (
        <p>{discovery.couldNotLook ? discoveryEn.couldNotLook.replace('{domain}', () => discovery.domain) : discoveryEn.nothingFound}</p>
      ) : null}
      <LocalServers servers={model.localServers.value} />
      {ofOthers.length > 0 ? <p class="warning">{localServerEn.otherUser.replace('{places}', () => ofOthers.join(' and '))}</p> : null}
      {refusedHost ? <p class="warning">{words.notUsed(visibleText(refusedHost.host), discoveryEn.sources[refusedHost.source])}</p> : null}
      {links.map(({ url, title }) => (
        <OutsideLink key={url} url={url} text={visibleText(title) || words.instructions} />
      ))}
      {advice[0] ? <p class="hint">{discoveryEn.advice[advice[0]]}</p> : null}
      {canLookOverHttp(discovery) && !discovery.couldNotLook ? (
        <button type="button" class="button quiet" onClick={() => void model.lookAgain({ allowHttp: true })}>
          {discoveryEn.allowHttp}
        </button>
      ) : needsStarting || isNothingKnown(discovery) ? (
        <button type="button" class="button quiet" onClick={() => void model.lookAgain()}>
          {words.again}
        </button>
      ) : null}
    </div>
  );
};
