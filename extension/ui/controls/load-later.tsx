import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code is fetched when it is first drawn, for what few people ever see; `Meanwhile`, or nothing, is drawn until it is
 * there.
 */
export const loadLater = <Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  Meanwhile?: FunctionComponent<Props>,
): FunctionComponent<Props> => {
  let loaded: FunctionComponent<Props> | null = null;
  return (props) => {
    const [View, setView] = useState<FunctionComponent<Props> | null>(() => loaded);
    const show = async () => {
      loaded ??= await load();
      setView(() => loaded);
    };
    useEffect(() => {
      if (!loaded) void show();
    }, []);
    const Drawn = View ?? Meanwhile;
    return Drawn ? <Drawn {...props} /> : null;
  };
};
