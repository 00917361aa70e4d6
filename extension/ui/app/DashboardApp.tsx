import type { ComponentChildren } from 'preact';
import { dashboardWords as words } from '@kurrier/shared/words/pages/dashboard';
import { hashOf, type Route } from '../../model/route.ts';
import { LogoMark } from '../controls/LogoMark.tsx';
import './theme.css';
import './dashboard.css';

const tabs: { tab: Tab; to: Route; text: string }[] = [
  { tab: 'mail', to: { page: 'mail', accountId: null, mailboxId: null }, text: words.inbox },
  { tab: 'outbox', to: { page: 'outbox' }, text: words.outbox },
  { tab: 'providers', to: { page: 'providers' }, text: words.providers },
  { tab: 'doctor', to: { page: 'doctor' }, text: words.doctor },
  { tab: 'settings', to: { page: 'settings' }, text: words.settings },
  { tab: 'welcome', to: { page: 'welcome' }, text: words.welcome },
];

/** The Dashboard's frame: the navigation, and one page. */
export const DashboardApp = ({ route, children }: { route: Route; children: ComponentChildren }) => (
  <div class={route.page === 'mail' ? 'dashboard wide' : 'dashboard'}>
    <nav aria-label={words.title}>
      <p class="brand">
        <LogoMark /> Kurrier
      </p>
      <ul>
        {tabs.map(({ tab, to, text }) => (
          <li key={tab}>
            <a href={hashOf(to)} aria-current={tabOf(route) === tab ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <main>{children}</main>
  </div>
);

type Tab = 'mail' | 'outbox' | 'providers' | 'doctor' | 'settings' | 'welcome';

const tabOf = ({ page }: Route): Tab => {
  if (page === 'mail' || page === 'outbox' || page === 'doctor' || page === 'settings' || page === 'welcome') return page;
  return page === 'compose' ? 'outbox' : 'providers';
};
