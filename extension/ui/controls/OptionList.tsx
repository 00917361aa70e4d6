import type { ComponentChildren } from 'preact';
import './option-list.css';

/** The list of a combo box: which options it has, and which of them is marked (-1: none). `id` is unique on the page. */
export interface Options {
  id: string;
  count: number;
  marked: number;
}

/** What says of a field that it has a list, whether that is open, and which option is marked (WAI-ARIA 1.2, combobox). */
export const comboboxAttributes = ({ id, count, marked }: Options): Record<string, string | boolean> => ({
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-expanded': count > 0,
  ...(count > 0 && { 'aria-controls': `${id}-list` }),
  ...(marked >= 0 && marked < count && { 'aria-activedescendant': `${id}-${marked}` }),
});

/** The option that an arrow key leads to, from the last to the first and back; null: it is no such key, or there is none. */
export const optionByKey = ({ count, marked }: Pick<Options, 'count' | 'marked'>, key: string): number | null => {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (marked + 1) % count;
  return key === 'ArrowUp' ? (Math.max(marked, 0) + count - 1) % count : null;
};

/** The options of a combo box. The field keeps the focus; an option is taken when the press ends on it. */
export const OptionList = <Item,>({
  id,
  label,
  items,
  marked,
  keyOf,
  onTake,
  isOver = false,
  children,
}: {
  id: string;
  label: string;
  items: readonly Item[];
  marked: number;
  keyOf: (item: Item) => string;
  onTake: (item: Item) => void;
  /** It lies over what follows the field. */
  isOver?: boolean;
  children: (item: Item) => ComponentChildren;
}) =>
  items.length === 0 ? null : (
    <ul id={`${id}-list`} role="listbox" aria-label={label} class={isOver ? 'option-list over' : 'option-list'}>
      {items.map((item, at) => (
        <li
          key={keyOf(item)}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === marked}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(item)}
        >
          {children(item)}
        </li>
      ))}
    </ul>
  );
