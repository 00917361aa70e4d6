import type { AccountSync } from '@kurrier/shared/mail/mail';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { SearchModel, SearchScope } from '../../model/search/search-model.ts';
import { SearchBox } from './SearchBox.tsx';

/** Addresses of so many messages are proposed. */
const mostLooked = 200;

/** The search field over a list: what can be searched from there, and the addresses that are in sight. */
export const SearchBar = ({ model, list, syncs }: { model: SearchModel; list: MessageListModel; syncs: readonly AccountSync[] }) => {
  const { accountId, mailboxId } = list.source;
  const scopes: SearchScope[] = [
    ...(mailboxId === null ? [] : (['folder'] as const)),
    ...(accountId === null || syncs.length < 2 ? [] : (['account'] as const)),
    'everywhere',
  ];
  const state = list.state.value;
  const rows = state.phase === 'listed' ? [...state.pages.values()].flat().slice(0, mostLooked) : [];
  const addresses = [...new Set(rows.flatMap(({ from, to }) => [...from, ...to]).map(({ address }) => address))].filter(
    (address) => address !== '',
  );
  return (
    <SearchBox
      model={model}
      syncs={syncs}
      addresses={addresses}
      scopes={scopes}
      onLeave={() => document.querySelector<HTMLElement>('.list-pane [role=listbox]')?.focus()}
    />
  );
};
