import './controls.css';

export type GlyphState = 'verified' | 'failed' | 'checking' | 'not-tested' | 'done' | 'running';

/** A state's sign. Always beside its word, so it is hidden from assistive technology; shape tells it apart without colour. */
export const StateGlyph = ({ state }: { state: GlyphState }) => (
  <svg class={`glyph ${state}`} viewBox="0 0 16 16" aria-hidden="true">
    {shapes[state]}
  </svg>
);

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.75,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;
const onDisc = { ...stroke, stroke: 'var(--paper)' };
const ring = <path {...stroke} d="M8 2a6 6 0 1 1-6 6" />;

const shapes = {
  verified: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path {...onDisc} d="m4.9 8.3 2.1 2.1 4.1-4.6" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path {...onDisc} d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" />
    </>
  ),
  checking: ring,
  running: ring,
  'not-tested': <circle {...stroke} cx="8" cy="8" r="6" stroke-dasharray="2.2 2.5" />,
  done: <path {...stroke} d="m3.8 8.4 2.8 2.8 5.6-6.2" />,
};
