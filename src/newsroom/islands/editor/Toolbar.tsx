import { useRef, useState } from 'preact/hooks';
import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import type { Command, EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from 'prosemirror-tables';
import type { EditorTexts } from '../../model/editor-texts.ts';
import {
  hasMark,
  insertTable,
  isHeading,
  isList,
  isWithin,
  tableSize,
  toggleBold,
  toggleHeading,
  toggleItalic,
  toggleList,
  toggleQuote,
} from './commands.ts';
import { schema } from './schema.ts';

const { nodes, marks } = schema;

export interface Dialogs {
  readonly link: Command;
  readonly image: Command;
  readonly file: Command;
}

interface Tool {
  readonly name: keyof EditorTexts;
  readonly command: Command;
  readonly pressed?: boolean;
}

interface Props {
  readonly state: EditorState;
  readonly texts: EditorTexts;
  readonly dialogs: Dialogs;
  /** The id of what the tools work on. */
  readonly controls: string;
  run(command: Command): void;
  /** Back into the text. */
  leave(): void;
}

/** The tools of the editor (toolbar of WAI-ARIA): one stop of the tabulator, arrow keys go from tool to tool. */
export default function Toolbar({ state, texts, dialogs, controls, run, leave }: Props) {
  const [current, setCurrent] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const groups = [textTools(state, dialogs), ...(isInTable(state) ? [tableTools(state)] : [])];
  const all = groups.flat();
  const at = Math.min(current, all.length - 1);

  const go = (to: number) => {
    const next = (to + all.length) % all.length;
    setCurrent(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    Home: () => go(0),
    End: () => go(all.length - 1),
    Escape: leave,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  let index = -1;
  return (
    <div ref={bar} class="tools" role="toolbar" aria-label={texts.toolbar} aria-controls={controls} onKeyDown={onKeyDown}>
      {groups.map((tools, group) => (
        <fieldset key={group === 0 ? 'text' : 'table'} aria-label={group === 0 ? undefined : texts['table-tools']} class="toolgroup">
          {tools.map(({ name, command, pressed }) => {
            index += 1;
            const mine = index;
            const possible = command(state);
            return (
              <button
                key={name}
                type="button"
                class={`tool ${name}`}
                tabIndex={mine === at ? 0 : -1}
                aria-pressed={pressed}
                aria-disabled={possible ? undefined : 'true'}
                onFocus={() => setCurrent(mine)}
                // The selection in the text stays where it is.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => possible && run(command)}
              >
                {texts[name]}
              </button>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

function textTools(state: EditorState, dialogs: Dialogs): readonly Tool[] {
  return [
    { name: 'h2', command: toggleHeading(2), pressed: isHeading(state, 2) },
    { name: 'h3', command: toggleHeading(3), pressed: isHeading(state, 3) },
    { name: 'h4', command: toggleHeading(4), pressed: isHeading(state, 4) },
    { name: 'bold', command: toggleBold, pressed: hasMark(state, marks.bold) },
    { name: 'italic', command: toggleItalic, pressed: hasMark(state, marks.italic) },
    { name: 'link', command: dialogs.link, pressed: hasMark(state, marks.link) },
    { name: 'bullets', command: toggleList(nodes.bullet_list), pressed: isList(state, nodes.bullet_list) },
    { name: 'numbers', command: toggleList(nodes.ordered_list), pressed: isList(state, nodes.ordered_list) },
    { name: 'quote', command: toggleQuote, pressed: isWithin(state, nodes.blockquote) },
    { name: 'table', command: insertTable },
    { name: 'image', command: dialogs.image },
    { name: 'file', command: dialogs.file },
    { name: 'undo', command: (now, dispatch) => undoDepth(now) > 0 && undo(now, dispatch) },
    { name: 'redo', command: (now, dispatch) => redoDepth(now) > 0 && redo(now, dispatch) },
  ];
}

// A stored table has a row and a column at least, and at most fifty columns.
const mostColumns = 50;

function tableTools(state: EditorState): readonly Tool[] {
  const { rows = 1, columns = 1 } = tableSize(state) ?? {};
  const never: Command = () => false;
  return [
    { name: 'row-add', command: addRowAfter },
    { name: 'row-remove', command: rows > 1 ? deleteRow : never },
    { name: 'column-add', command: columns < mostColumns ? addColumnAfter : never },
    { name: 'column-remove', command: columns > 1 ? deleteColumn : never },
    { name: 'header-row', command: toggleHeaderRow },
    { name: 'merge', command: mergeCells },
    { name: 'split', command: splitCell },
    { name: 'table-remove', command: deleteTable },
  ];
}
