import { accountWords, bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { lookupWords as words } from '@kurrier/shared/words/pages/lookup';
import { legs } from '@kurrier/shared/account/security-plan';
import type { Discovery, Preparation } from '@kurrier/shared/discovery/discovery';
import { briefOf, discoveryEn, notOfferedOf } from '@kurrier/shared/words/discovery';
import type { AddressFirst } from '../../model/discovery/address-first-model.ts';
import { hostsToAgreeTo, preparationsOf } from '../../model/discovery/use-found-servers.ts';
import { isWholeAddress, type LookupState } from '../../model/discovery/lookup-model.ts';
import { visibleText } from '../../model/visible-text.ts';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import { Preparations } from './Preparations.tsx';
import { Consent } from './Consent.tsx';
import { FoundLeg } from './FoundLeg.tsx';
import { FoundNotes } from './FoundNotes.tsx';
import './lookup.css';

/** The search for an address's servers and what came of it: what to prepare first, then the servers, all before a password is asked for. */
export const LookupView = ({ model, address, briefsId }: { model: AddressFirst; address: string; briefsId: string }) => {
  const lookup = model.lookup.value;
  const isOpen = model.isOpen.value;
  return (
    <div class="lookup" data-phase={lookup.phase}>
      <div class="lookup-status">
        <p role="status">
          {lookup.phase === 'looking' ? <StateGlyph state="running" /> : null}
          <span class={lookup.phase === 'found' ? 'visually-hidden' : ''}>{statusOf(lookup)}</span>
        </p>
        {lookup.phase === 'looking' ? (
          <button type="button" class="button quiet" onClick={model.stop}>
            {words.stop}
          </button>
        ) : lookup.phase !== 'found' && isOpen && isWholeAddress(address.trim()) ? (
          <button type="button" class="button quiet" onClick={() => void model.lookAgain()}>
            {lookup.phase === 'idle' ? words.find : words.again}
          </button>
        ) : null}
      </div>
      {lookup.phase === 'found' ? (
        <>
          <DidYouMean domain={lookup.discovery.didYouMean} onCorrect={model.correctDomain} />
          <Preparations id={briefsId} discovery={lookup.discovery} />
          {isOpen ? null : <FoundServers model={model} discovery={lookup.discovery} />}
          <FoundNotes model={model} discovery={lookup.discovery} />
        </>
      ) : null}
    </div>
  );
};

/** A slip of the keys comes before all that was found for it: who registers such names may well publish servers for them. */
const DidYouMean = ({ domain, onCorrect }: { domain: string | undefined; onCorrect: (domain: string) => void }) =>
  domain === undefined ? null : (
    <button type="button" class="button did-you-mean" data-next onClick={() => onCorrect(domain)}>
      {discoveryEn.didYouMean.replace('{domain}', () => domain)}
    </button>
  );

const FoundServers = ({ model, discovery }: { model: AddressFirst; discovery: Discovery }) => {
  const findings = model.findings.value;
  if (!findings) return null;
  const sources = legs.map((leg) => {
    const finding = findings[leg];
    return 'chosen' in finding ? finding.chosen.source : null;
  });
  const isSameSource = sources[0] === sources[1];
  return (
    <section class="found-servers" aria-label={words.servers}>
      {legs.map((leg) => (
        <FoundLeg
          key={leg}
          leg={leg}
          finding={findings[leg]}
          address={discovery.address}
          notOffered={notOfferedOf(leg, discovery, discovery.provider?.name ?? discovery.domain, discoveryEn)}
          showsSource={!isSameSource || leg === 'imap'}
          onChoose={(index) => model.choose(leg, index)}
        />
      ))}
      <button type="button" class="button quiet edit" aria-label={words.editHint} onClick={model.open}>
        {words.edit}
      </button>
      <Consent hosts={hostsToAgreeTo(discovery, model.choices.value)} discovery={discovery} onAgree={model.agree} />
    </section>
  );
};

const resultOf = (discovery: Discovery): string =>
  discovery.couldNotLook
    ? words.notLookedUp
    : words.result(
        legs.filter((leg) => discovery[leg].state === 'found'),
        accountWords.legs,
      );

const titleOf = (preparation: Preparation, { provider, domain }: Discovery): string =>
  `${briefOf(preparation, visibleText(provider?.name ?? domain), discoveryEn).title}.`;

const statusOf = (lookup: LookupState): string => {
  switch (lookup.phase) {
    case 'idle':
      return '';
    case 'looking':
      return words.looking(lookup.address.slice(lookup.address.lastIndexOf('@') + 1));
    case 'stopped':
      return words.stopped;
    case 'failed':
      return lookup.reason === 'not-an-address' ? words.tooLong : words.cannotLook(bridgeWords.problems[lookup.reason].title);
    case 'found':
      return [
        resultOf(lookup.discovery),
        ...preparationsOf(lookup.discovery).map((preparation) => titleOf(preparation, lookup.discovery)),
      ].join(' ');
  }
};
