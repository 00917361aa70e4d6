import { signal } from '@preact/signals';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import type { HtmlMailModel } from '../../../model/mail/html/html-mail-model.ts';
import { ignore } from './model-samples.ts';

const newsletter = `<body bgcolor="#f2f2f5"><style>.big{font-size:26px;color:#7a1f3d}.cta{background:#7a1f3d;color:#fff;padding:10px 18px;border-radius:4px}</style>
<table width="600" align="center" bgcolor="#ffffff" cellpadding="24"><tr><td><p class="big">Notes for autumn</p>
<img alt="The engine" src="https://pictures.example/engine.png" width="200" height="80"><p>The mill is being built.</p>
<p><a class="cta" href="https://news.engine.example/read">Read on</a></p>
<p>Your account: <a href="https://evil.example/login">bank.example</a></p></td></tr></table>
<blockquote type="cite">What was said before.</blockquote>`;

/** A message with HTML, shown as it was written, with its pictures left out. */
export const htmlModelOf = (content: MessageContent): HtmlMailModel => ({
  state: signal({
    phase: 'shown' as const,
    content,
    mail: { bodies: [{ form: 'html' as const, content: newsletter }], isCut: false, pictures: [] },
    arePicturesAllowed: false,
  }),
  view: signal('html' as const),
  usualView: signal('html' as const),
  follow: ignore,
  show: ignore,
  keepView: ignore,
  allowPictures: ignore,
  picture: async () => null,
  seenText: { current: null },
});
