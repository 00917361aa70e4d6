/** The product's mark: a K whose arms are the flap of an envelope. */
export const LogoMark = () => (
  <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
    <rect width="16" height="16" rx="3.5" fill="#2c4bc4" />
    <path d="M4.5 3.5v9M11.5 4 7 8l4.5 4" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="square" />
  </svg>
);
