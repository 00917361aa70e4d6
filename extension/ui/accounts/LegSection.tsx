import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import type { ComponentChildren } from 'preact';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { formatMoment } from '../../model/format-time.ts';
import { daysUntilExpiry, isLockingNear, momentOf, type LegView } from '../../model/accounts/verdict-model.ts';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import { loadLater } from '../controls/load-later.tsx';

const Steps = loadLater(async () => (await import('./Steps.tsx')).Steps);

/**
 * One leg of an account: server, state with its time, what is to be warned about, the steps while it is checked; `children` say what
 * failed.
 */
export const LegSection = ({
  leg,
  settings,
  status,
  refusals,
  now,
  isStale,
  children,
}: LegView & { now: number; isStale: boolean; children?: ComponentChildren }) => {
  const at = momentOf(status);
  const warnings = warningsOf({ settings, status, refusals }, now);
  return (
    <div
      class={isStale ? 'leg' : `leg ${status.state}`}
      role="group"
      aria-label={accountWords.legs[leg]}
      data-leg={leg}
      data-state={status.state}
    >
      <div class="leg-line">
        <h4>{accountWords.legs[leg]}</h4>
        <p class="server">
          <span class="host">{settings.host}</span>
          <span class="mode">
            {settings.port}
            {status.state === 'verified' ? ` · ${accountWords.security[status.security]}` : ''}
          </span>
        </p>
        <p class="leg-state" role="status">
          <StateGlyph state={isStale ? 'not-tested' : status.state} />
          <span class="state-name">{accountWords.states[status.state]}</span>
          {at === null ? null : (
            <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()}>
              {formatMoment(at, now)}
            </time>
          )}
        </p>
      </div>
      {leg === 'smtp' && wantsNoSignIn(settings) ? <p class="sign-in">{accountWords.noSignIn}</p> : null}
      {warnings.map((warning) => (
        <p key={warning} class="warning">
          {warning}
        </p>
      ))}
      {status.state === 'checking' ? <Steps leg={leg} steps={status.steps} /> : null}
      {children}
    </div>
  );
};

const warningsOf = ({ settings, status, refusals }: Omit<LegView, 'leg'>, now: number): string[] => {
  const risk = wantsNoSignIn(settings) ? accountWords.unencryptedMailWarning : accountWords.unencryptedWarning;
  const days = status.state === 'verified' ? daysUntilExpiry(status.certificate, now) : null;
  return [
    ...(settings.allowUnencrypted ? [`${accountWords.unencryptedAllowed}. ${risk}`] : []),
    ...(isLockingNear(refusals) ? [accountWords.lockingNear] : []),
    ...(days === null ? [] : [accountWords.expiresSoon(days)]),
  ];
};
