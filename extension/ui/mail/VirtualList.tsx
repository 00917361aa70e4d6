import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows above and below what is seen, so that scrolling finds them there. */
const overscan = 10;
/** The drawn rows change by so many at once: most steps of a scroll then draw nothing. */
const step = 8;

/** The rows that are drawn when so much of the list is seen. */
const rangeOf = ({ scrollTop, clientHeight }: Pick<Element, 'scrollTop' | 'clientHeight'>, rowHeight: number) => ({
  first: Math.max(0, Math.floor((scrollTop / rowHeight - overscan) / step) * step),
  last: Math.ceil(((scrollTop + clientHeight) / rowHeight + overscan) / step) * step,
});

/**
 * A list box of any length whose rows all have one height; only those in sight are drawn. The active row is brought into
 * sight, and what is looked at stays where it is when `shift` says that it moved by some rows.
 */
export const VirtualList = ({
  total,
  rowHeight,
  label,
  hint,
  active,
  shift,
  idOf,
  onRange,
  onKeyDown,
  renderRow,
}: {
  total: number;
  rowHeight: number;
  label: string;
  /** What its keys do, for whoever hears the page. */
  hint: string;
  active: number | null;
  shift: number;
  /** The DOM id of a row, which `renderRow` gives it. */
  idOf: (index: number) => string;
  onRange: (first: number, last: number) => void;
  onKeyDown: (event: KeyboardEvent, rowsInSight: number) => void;
  renderRow: (index: number) => ComponentChildren;
}) => {
  const scroller = useRef<HTMLDivElement>(null);
  const shifted = useRef(shift);
  const hintId = useId();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const last = Math.min(range.last, total - 1);
  const first = Math.max(0, Math.min(range.first, last));

  const look = () => {
    if (!scroller.current) return;
    const seen = rangeOf(scroller.current, rowHeight);
    setRange((before) => (before.first === seen.first && before.last === seen.last ? before : seen));
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(look);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const moved = shift - shifted.current;
    shifted.current = shift;
    if (scroller.current && moved !== 0) scroller.current.scrollTop += moved * rowHeight;
  }, [shift, rowHeight]);
  useLayoutEffect(() => {
    if (scroller.current && active !== null) bringIntoSight(scroller.current, active * rowHeight, rowHeight);
  }, [active, rowHeight]);
  useEffect(() => onRange(first, Math.max(0, last)), [first, last]);

  const isActiveDrawn = active !== null && active >= first && active <= last;
  return (
    <>
      <p id={hintId} class="visually-hidden">
        {hint}
      </p>
      <div
        class="virtual-list"
        ref={scroller}
        role="listbox"
        aria-multiselectable="true"
        tabIndex={0}
        aria-label={label}
        aria-describedby={hintId}
        {...(isActiveDrawn ? { 'aria-activedescendant': idOf(active) } : {})}
        onScroll={look}
        onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 1))}
      >
        <div class="virtual-space" role="presentation" style={{ height: `${total * rowHeight}px` }}>
          <div class="virtual-rows" role="presentation" style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => renderRow(first + place))}
          </div>
        </div>
      </div>
    </>
  );
};

const bringIntoSight = (scroller: HTMLElement, top: number, height: number) => {
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
};
