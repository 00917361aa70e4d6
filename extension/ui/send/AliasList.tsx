import { useState } from 'preact/hooks';
import type { Alias } from '@kurrier/shared/api/aliases';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { aliasWords as words } from '@kurrier/shared/words/pages/send';
import { safeLine } from '../../model/mail/safe-text.ts';
import type { AliasesModel, AliasesState } from '../../model/send/aliases-model.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import { ComposeField } from './ComposeField.tsx';

/** The other addresses of the account, each with the server's answer, and the way to add one. */
export const AliasList = ({ model }: { model: AliasesModel }) => {
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const state = model.state.value;
  const add = () => void model.add(address, name).then(() => model.state.value.problem === null && setAddress(''));
  return (
    <details class="aliases">
      <summary>{words.title}</summary>
      <p class="hint">{words.hint}</p>
      <ul>
        {state.aliases.map((alias) => (
          <AliasRow key={alias.address} alias={alias} onRemove={() => void model.remove(alias.address)} />
        ))}
      </ul>
      <ComposeField label={words.address} value={address} error={problemText(state.problem)} onChange={setAddress} />
      <ComposeField label={words.name} value={name} error={null} onChange={setName} />
      <button type="button" class="button" disabled={state.phase === 'asking'} onClick={add}>
        {state.phase === 'asking' ? words.asking : words.add}
      </button>
    </details>
  );
};

const problemText = (problem: AliasesState['problem']): string | null => {
  if (problem === null) return null;
  return problem === 'no-address' || problem === 'not-found' || problem === 'receive-only'
    ? words.problems[problem]
    : bridgeWords.problems[problem].title;
};

const AliasRow = ({ alias: { address, name, proof }, onRemove }: { alias: Alias; onRemove: () => void }) => {
  const shown = safeLine(name === '' ? address : `${name} <${address}>`, 120);
  return (
    <li data-proof={proof.state}>
      <StateGlyph state={proof.state === 'proved' ? 'verified' : 'failed'} />
      <bdi>{shown}</bdi> <span class="hint">{words.proofs[proof.state]}</span>
      <button type="button" class="button quiet" aria-label={words.remove(shown)} onClick={onRemove}>
        ✕
      </button>
      {proof.state === 'refused' ? <FailureNote failure={proof.failure} /> : null}
    </li>
  );
};
