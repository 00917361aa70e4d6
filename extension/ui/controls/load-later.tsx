import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * A component whose code is fetched when it is first drawn, for what few people ever see; `Meanwhile`, or nothing, is drawn until it is
 * there. Every place where it stands is drawn anew then, also one that was just being drawn.
 */
export const loadLater = <Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  Meanwhile?: FunctionComponent<Props>,
): FunctionComponent<Props> => {
  const loaded = signal<FunctionComponent<Props> | null>(null);
  const show = async () => {
    loaded.value = await load();
  };
  return (props) => {
    useEffect(() => {
      if (!loaded.peek()) void show();
    }, []);
    const Drawn = loaded.value ?? Meanwhile;
    return Drawn ? <Drawn {...props} /> : null;
  };
};
