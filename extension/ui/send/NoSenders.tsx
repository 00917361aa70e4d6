import { composeWords as words } from '@kurrier/shared/words/pages/send';
import { dashboardWords } from '@kurrier/shared/words/pages/dashboard';
import { hashOf } from '../../model/route.ts';

/** In place of a new message where there is no account that could send it. */
export const NoSenders = () => (
  <div class="empty">
    <h2>{words.noSenders}</h2>
    <p>{words.noSendersHint}</p>
    <a class="button primary" href={hashOf({ page: 'add-account' })}>
      {dashboardWords.addProvider}
    </a>
  </div>
);
