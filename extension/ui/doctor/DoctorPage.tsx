import { useId, useState } from 'preact/hooks';
import type { DomainReport, Finding, Publication } from '@kurrier/shared/discovery/domain-report';
import { doctorEn } from '@kurrier/shared/words/doctor';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { doctorPageWords as words } from '@kurrier/shared/words/pages/doctor';
import { sortFindings, textOf, type DoctorModel } from '../../model/doctor/doctor-model.ts';
import { visibleText } from '../../model/visible-text.ts';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { PageHead } from '../app/PageHead.tsx';
import { CopyButton } from '../controls/Command.tsx';
import { StateGlyph, type GlyphState } from '../controls/StateGlyph.tsx';
import '../settings/settings.css';
import './doctor.css';

/** The domain doctor: what a domain publishes for mail programs, what it misses, and the exact records that mend it. */
export const DoctorPage = ({ model, bridge }: { model: DoctorModel; bridge: BridgeActions }) => {
  const state = model.state.value;
  return (
    <>
      <PageHead page="doctor" hint={words.intro} />
      <DomainForm model={model} />
      <p role="status" class={state.phase === 'examining' ? 'doctor-status' : 'visually-hidden'}>
        {state.phase === 'examining' ? (
          <>
            <StateGlyph state="running" /> {words.examining(state.domain)}
          </>
        ) : state.phase === 'done' ? (
          words.done(state.report.domain)
        ) : (
          ''
        )}
      </p>
      {state.phase === 'unreachable' ? <BridgeProblemView problem={state.problem} actions={bridge} /> : null}
      {state.phase === 'done' ? <Report report={state.report} /> : null}
    </>
  );
};

const DomainForm = ({ model }: { model: DoctorModel }) => {
  const id = useId();
  const [typed, setTyped] = useState('');
  const isWrong = model.state.value.phase === 'not-a-domain';
  const submit = (event: Event) => {
    event.preventDefault();
    void model.examine(typed);
  };
  return (
    <form class="domain-form" onSubmit={submit} noValidate>
      <label for={id}>{words.domain}</label>
      <div class={isWrong ? 'input-box invalid' : 'input-box'}>
        <input
          id={id}
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder="example.org"
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={`${id}-error`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="button primary">
        {words.examine}
      </button>
      <p class="error" id={`${id}-error`} role="alert">
        {isWrong ? words.notADomain : ''}
      </p>
    </form>
  );
};

const Report = ({ report: { domain, servers, findings, publish, couldNotLook } }: { report: DomainReport }) => (
  <>
    <section class="settings-section" aria-labelledby="findings-title">
      <h2 id="findings-title">{words.findings(visibleText(domain))}</h2>
      <ul class="findings">
        {sortFindings(findings).map((finding, place) => (
          <FindingRow key={place} finding={finding} />
        ))}
      </ul>
    </section>
    <section class="settings-section" aria-labelledby="publish-title">
      <h2 id="publish-title">{words.publish}</h2>
      <p>
        {couldNotLook
          ? doctorEn.couldNotLook.replace('{domain}', () => visibleText(domain))
          : publish.length > 0
            ? doctorEn.publish
            : servers.length > 0
              ? doctorEn.nothingToDo
              : doctorEn.noServers}
      </p>
      {publish.map((publication, place) => (
        <PublicationView key={place} publication={publication} />
      ))}
    </section>
  </>
);

/** A mode is told by its word, everything else as it was found. */
const securityWords: Readonly<Record<string, string>> = accountWords.security;

const glyphs = { good: 'verified', missing: 'not-tested', wrong: 'failed' } as const satisfies Record<Finding['state'], GlyphState>;

const FindingRow = ({ finding: { check, state, subject, detail } }: { finding: Finding }) => (
  <li data-check={check} data-state={state}>
    <StateGlyph state={glyphs[state]} />
    <div>
      <p>
        <span class="visually-hidden">{words.states[state]}: </span>
        {doctorEn.checks[check][state]}
      </p>
      <p class="finding-evidence">
        <code>{visibleText(subject)}</code>
        {detail ? <span> {securityWords[detail] ?? visibleText(detail)}</span> : null}
      </p>
    </div>
  </li>
);

const PublicationView = ({ publication }: { publication: Publication }) => {
  const text = textOf(publication);
  return (
    <div class="publication" data-kind={publication.kind}>
      <div class="publication-head">
        <h3>
          {publication.kind === 'dns'
            ? `${doctorEn.publishRecord}: ${publication.type}`
            : doctorEn.publishFile.replace('{url}', () => publication.url)}
        </h3>
        <CopyButton text={text} />
      </div>
      <pre tabIndex={0}>{text}</pre>
      {publication.kind === 'file' ? <p class="hint">{words.servedAs(publication.contentType)}</p> : null}
    </div>
  );
};
