export interface FrameLook {
  /** What a person reads in it. */
  text: string;
  address: string;
  hasRun: boolean;
  /** The page around it does not look as it did, or the frame is as high as nothing sensible is. */
  isOutside: boolean;
  /** What has no place in a mail that is shown. */
  foreign: string[];
  /** Links that say where they lead. */
  marks: number;
}

/** Runs in the page: what stands in each frame of the message that is open. */
export const readFrames = (): FrameLook[] => {
  /** What styles may not do: take things out of their place, move them, or make text that is not in the message. */
  const findForeignStyles = (inner: Document): string[] => {
    const view = inner.defaultView!;
    return [...inner.body.querySelectorAll('*')].slice(0, 1_000).flatMap((element) => {
      const { position, animationName, listStyleType, textOverflow, quotes, translate } = view.getComputedStyle(element);
      const made = ['::before', '::after'].map((part) => view.getComputedStyle(element, part).content);
      const isOwn = element.localName === 'q' ? /^(?:normal|none|(?:open|close)-quote)$/ : /^(?:normal|none|-moz-alt-content)$/;
      return [
        ...(position === 'static' ? [] : [`${element.localName} ${position}`]),
        ...(animationName === 'none' ? [] : [`${element.localName} ${animationName}`]),
        ...(translate === 'none' ? [] : [`${element.localName} ${translate}`]),
        ...[listStyleType, textOverflow, quotes].filter((value) => /["'(]/.test(value)),
        ...made.filter((content) => !isOwn.test(content)),
      ];
    });
  };
  return [...document.querySelectorAll<HTMLIFrameElement>('.html-frame')].map((frame) => {
    const inner = frame.contentDocument!;
    const { height } = frame.getBoundingClientRect();
    const button = getComputedStyle(document.querySelector('.reader-actions button')!);
    const others =
      'script,iframe,frame,object,embed,form,input,button,textarea,select,video,audio,link,base,svg,math,style,dialog,template';
    const attributes = [...inner.body.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].flatMap(({ name, value }) =>
        name.startsWith('on') || (/^(?:href|action|background|srcset|ping|name)$/.test(name) && value !== '')
          ? [`${element.localName} ${name}`]
          : [],
      ),
    );
    return {
      text: inner.body.innerText,
      address: inner.URL,
      hasRun: 'hasRun' in globalThis || 'hasRun' in frame.contentWindow!,
      isOutside: button.display === 'none' || height < 20 || height > 30_000 || document.documentElement.scrollWidth > innerWidth,
      foreign: [...[...inner.body.querySelectorAll(others)].map(({ localName }) => localName), ...attributes, ...findForeignStyles(inner)],
      marks: [...inner.querySelectorAll('span')].filter((span) => span.textContent?.startsWith('→ ') && span.getClientRects().length > 0)
        .length,
    };
  });
};

/** Runs in the page: presses everything that there is in the frames, as far as that leads anywhere by itself. */
export const actOnFrames = (): void => {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('.html-frame')) {
    const elements = [...frame.contentDocument!.body.querySelectorAll<HTMLElement>('*')].slice(0, 300);
    for (const element of elements) {
      element.click();
      element.focus();
    }
  }
};

/** Runs in the page: whether the message that is open can be read in this window. */
export const readLayout = (): { isWide: boolean; isBare: boolean; clipped: string[] } => {
  const frame = document.querySelector<HTMLIFrameElement>('.html-frame')!;
  const { body, documentElement: root } = frame.contentDocument!;
  const right = Math.max(root.scrollWidth, root.clientWidth);
  const clipped = [...body.querySelectorAll('p, td, a, h1, h2')].filter((element) => {
    const { left, width } = element.getBoundingClientRect();
    return element.textContent.trim() !== '' && width > 0 && (left < -1 || left > right + 1);
  });
  return {
    isWide: document.documentElement.scrollWidth > innerWidth,
    isBare: body.innerText.trim().length < 100,
    clipped: clipped.map((element) => element.textContent.trim().slice(0, 40)),
  };
};
