import type { RoundTrip } from '@kurrier/shared/api/round-trip';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { roundTripWords as words } from '@kurrier/shared/words/pages/send';
import { safeLine } from '../../model/mail/safe-text.ts';
import type { RoundTripState } from '../../model/send/round-trip-model.ts';
import { loadLater } from '../controls/load-later.tsx';
import './round-trip.css';

const FailureNote = loadLater(async () => (await import('../controls/FailureNote.tsx')).FailureNote);

/** "Send a test message to myself", and what became of it. */
export const RoundTripLine = ({ state, onStart }: { state: RoundTripState | undefined; onStart: () => void }) => {
  const isUnderWay = state?.phase === 'starting' || (state?.phase === 'followed' && ['sending', 'waiting'].includes(state.roundTrip.state));
  return (
    <div class="round-trip">
      <button type="button" class="button quiet" disabled={isUnderWay} onClick={onStart}>
        {state && !isUnderWay ? words.again : words.start}
      </button>
      <div role="status">{state ? <Result state={state} /> : null}</div>
    </div>
  );
};

const Result = ({ state }: { state: RoundTripState }) => {
  if (state.phase === 'starting') return <p>{words.starting}</p>;
  if (state.phase === 'refused') {
    const { reason } = state;
    return <p>{reason === 'not-found' || reason === 'needs-both-legs' ? words[reason] : bridgeWords.problems[reason].title}</p>;
  }
  const { roundTrip } = state;
  return (
    <>
      <p data-round-trip={roundTrip.state}>{textOf(roundTrip)}</p>
      {roundTrip.state === 'failed' ? <FailureNote failure={roundTrip.failure} /> : null}
    </>
  );
};

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const textOf = (roundTrip: RoundTrip): string => {
  switch (roundTrip.state) {
    case 'sending':
      return words.sending;
    case 'waiting':
      return words.waiting(seconds(roundTrip.sentMs));
    case 'arrived': {
      const { arrivedMs, mailbox, removed } = roundTrip;
      return `${words.arrived(seconds(arrivedMs))} ${words.inFolder(safeLine(mailbox, 60))} ${removed ? words.removed : words.notRemoved}.`;
    }
    case 'failed':
      return roundTrip.sentMs === undefined ? `${words.failed}.` : `${words.sentButFailed(seconds(roundTrip.sentMs))}.`;
  }
};
