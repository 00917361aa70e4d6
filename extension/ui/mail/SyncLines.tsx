import type { AccountSync } from '@kurrier/shared/mail/mail';
import { mailWords } from '@kurrier/shared/words/pages/mail';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import { SyncStatus, type SyncActions } from './SyncStatus.tsx';

/** The sync of the accounts whose messages are shown; where those are several, the ones that are well share a line. */
export const SyncLines = ({
  syncs,
  isAll,
  labelOf,
  now,
  actions,
}: {
  syncs: readonly AccountSync[];
  isAll: boolean;
  labelOf: (accountId: string) => string;
  now: number;
  actions: SyncActions;
}) => {
  const isWell = ({ state, failures }: AccountSync) => isAll && state.phase === 'live' && failures.length === 0;
  const well = syncs.filter(isWell).length;
  return (
    <>
      {well > 0 ? (
        <p class="sync-status sync-line" role="status">
          <StateGlyph state="verified" /> {mailWords.sync.allLive(well)}
        </p>
      ) : null}
      {syncs
        .filter((sync) => !isWell(sync))
        .map((sync) => (
          <SyncStatus key={sync.accountId} sync={sync} label={labelOf(sync.accountId)} now={now} actions={actions} />
        ))}
    </>
  );
};
