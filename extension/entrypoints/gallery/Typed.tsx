import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A combo box as if somebody had just typed into it and gone to the first option: its list is open. */
export const Typed = ({ children }: { children: ComponentChildren }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = place.current?.querySelector('[role=combobox]');
    const watch = new MutationObserver(() => {
      if (!place.current?.querySelector('[role=option]')) return;
      watch.disconnect();
      field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    });
    if (place.current) watch.observe(place.current, { childList: true, subtree: true });
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    return () => watch.disconnect();
  }, []);
  return (
    <div class="typed-sample" ref={place}>
      {children}
    </div>
  );
};
