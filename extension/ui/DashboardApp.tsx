import type { ComponentChildren } from 'preact';
import { dashboardWords as words } from '@kurrier/shared/words/ui-dashboard-en';
import { hashOf, type Route } from '../model/route.ts';
import { Mark } from './Mark.tsx';
import './theme.css';
import './dashboard.css';

const tabs = [
  { page: 'providers', text: words.providers },
  { page: 'settings', text: words.settings },
] as const;

/** The Dashboard's frame: the navigation, and one page. */
export const DashboardApp = ({ route, children }: { route: Route; children: ComponentChildren }) => (
  <div class="dashboard">
    <nav aria-label={words.title}>
      <p class="brand">
        <Mark /> Kurrier
      </p>
      <ul>
        {tabs.map(({ page, text }) => (
          <li key={page}>
            <a href={hashOf({ page })} aria-current={tabOf(route) === page ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <main>{children}</main>
  </div>
);

const tabOf = ({ page }: Route): 'providers' | 'settings' => (page === 'settings' ? 'settings' : 'providers');
