/// <reference types="wxt/vite-builder-env" />

interface ImportMetaEnv {
  /** Comma-separated, in place of the bridge's own ports: for builds that are tested beside a bridge in use. */
  readonly WXT_BRIDGE_PORTS?: string;
}
