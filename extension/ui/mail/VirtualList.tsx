import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows above and below what is seen, so that scrolling finds them there. */
const overscan = 10;

/** The rows that are drawn when so much of the list is seen. */
export const rangeOf = ({ top, height, rowHeight, total }: { top: number; height: number; rowHeight: number; total: number }) => ({
  first: Math.max(0, Math.min(Math.floor(top / rowHeight) - overscan, total - 1)),
  last: Math.min(total - 1, Math.ceil((top + height) / rowHeight) + overscan),
});

/**
 * A list box of any length whose rows all have one height; only those in sight are drawn. The active row is brought into
 * sight, and what is looked at stays where it is when `shift` says that it moved by some rows.
 */
export const VirtualList = ({
  total,
  rowHeight,
  label,
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
  const [view, setView] = useState({ top: 0, height: 0 });
  const { first, last } = rangeOf({ ...view, rowHeight, total });

  const look = () => {
    const { scrollTop: top = 0, clientHeight: height = 0 } = scroller.current ?? {};
    setView((before) => (before.top === top && before.height === height ? before : { top, height }));
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
  useEffect(() => onRange(Math.max(0, first), Math.max(0, last)), [first, last]);

  const isActiveDrawn = active !== null && active >= first && active <= last;
  return (
    <div
      class="virtual-list"
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(isActiveDrawn ? { 'aria-activedescendant': idOf(active) } : {})}
      onScroll={look}
      onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(view.height / rowHeight) - 1))}
    >
      <div class="virtual-space" role="presentation" style={{ height: `${total * rowHeight}px` }}>
        <div class="virtual-rows" role="presentation" style={{ transform: `translateY(${Math.max(0, first) * rowHeight}px)` }}>
          {Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => renderRow(first + place))}
        </div>
      </div>
    </div>
  );
};

const bringIntoSight = (scroller: HTMLElement, top: number, height: number) => {
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight;
};
