import type { ComponentChildren } from 'preact';

/** A group of samples. */
export const Section = ({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ComponentChildren }) => (
  <section class={isWide ? 'gallery-section wide' : 'gallery-section'}>
    <h1>{title}</h1>
    <div class="samples">{children}</div>
  </section>
);

/** One state of one component, under the name that pictures of it have. */
export const Sample = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <figure data-sample={name}>
    <figcaption>{name}</figcaption>
    <div class="frame popup">{children}</div>
  </figure>
);
