import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { isInTable, selectedRect } from 'prosemirror-tables';
import { safeHref } from '../../model/safe-href.ts';
import { schema } from './schema.ts';

const { nodes, marks } = schema;

/** A heading of a level, or a paragraph again where it is one already. */
export const toggleHeading =
  (level: 2 | 3 | 4): Command =>
  (state, dispatch) =>
    isHeading(state, level) ? setBlockType(nodes.paragraph)(state, dispatch) : setBlockType(nodes.heading, { level })(state, dispatch);

export function isHeading({ selection: { $from } }: EditorState, level: number): boolean {
  return $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
}

/** Whether the selection stands within a node of this kind, the next one of the given kinds upwards. */
export function isWithin({ selection: { $from } }: EditorState, type: NodeType, among: readonly NodeType[] = [type]): boolean {
  for (let depth = $from.depth; depth > 0; depth--) if (among.includes($from.node(depth).type)) return $from.node(depth).type === type;
  return false;
}

const lists = [nodes.bullet_list, nodes.ordered_list];
export const isList = (state: EditorState, type: NodeType) => isWithin(state, type, lists);

/** A list of a kind; the other kind where it is one already; paragraphs again where it is this one. */
export const toggleList =
  (type: NodeType): Command =>
  (state, dispatch) => {
    if (isList(state, type)) return liftListItem(nodes.list_item)(state, dispatch);
    const other = lists.find((one) => one !== type && isList(state, one));
    if (!other) return wrapInList(type)(state, dispatch);
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      if ($from.node(depth).type !== other) continue;
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
      return true;
    }
    return false;
  };

export const toggleQuote: Command = (state, dispatch) =>
  isWithin(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

export const toggleBold = toggleMark(marks.bold);
export const toggleItalic = toggleMark(marks.italic);

/** Whether all or the beginning of what is selected bears a mark. */
export function hasMark({ selection, storedMarks, doc }: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = selection;
  return empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type);
}

/** The whole link in which the selection begins: where it stands, and its address. */
export function linkAt({ selection: { $from } }: EditorState): { from: number; to: number; href: string } | null {
  const at = (offset: number) => $from.parent.maybeChild(offset)?.marks.find((mark) => mark.type === marks.link);
  const index = $from.index();
  const mark = at(index) ?? ($from.textOffset === 0 && index > 0 ? at(index - 1) : undefined);
  if (!mark) return null;
  let first = at(index)?.eq(mark) ? index : index - 1;
  let last = first;
  while (first > 0 && at(first - 1)?.eq(mark)) first -= 1;
  while (at(last + 1)?.eq(mark)) last += 1;
  const start = $from.start() + sizeOf($from.parent, 0, first);
  return { from: start, to: start + sizeOf($from.parent, first, last + 1), href: String(mark.attrs.href) };
}

function sizeOf(parent: Node, from: number, to: number): number {
  let size = 0;
  for (let i = from; i < to; i++) size += parent.child(i).nodeSize;
  return size;
}

/** Makes what is selected, or the link that the cursor is in, lead to an address; with nothing selected, writes the address itself. */
export const setLink =
  (typed: string): Command =>
  (state, dispatch) => {
    const href = safeHref(typed);
    if (href === null) return false;
    const { from, to, empty } = state.selection;
    const link = marks.link.create({ href });
    const existing = empty ? linkAt(state) : null;
    const { tr } = state;
    if (existing) tr.removeMark(existing.from, existing.to, marks.link).addMark(existing.from, existing.to, link);
    else if (empty) tr.replaceSelectionWith(schema.text(typed.trim(), [link]), false);
    else tr.removeMark(from, to, marks.link).addMark(from, to, link);
    dispatch?.(tr.scrollIntoView());
    return true;
  };

export const removeLink: Command = (state, dispatch) => {
  const at = linkAt(state) ?? state.selection;
  dispatch?.(state.tr.removeMark(at.from, at.to, marks.link));
  return true;
};

/** A table of three columns with a row of headings, the cursor in its first cell. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const rowOf = (type: NodeType) =>
    nodes.table_row.create(
      null,
      Array.from({ length: 3 }, () => type.createAndFill() as Node),
    );
  const table = nodes.table.create(null, [rowOf(nodes.table_header), rowOf(nodes.table_cell), rowOf(nodes.table_cell)]);
  return insertBlock(table, 4)(state, dispatch);
};

/** Puts a picture, a file or a table after the paragraph of the cursor, with a paragraph to go on in where nothing follows. */
export const insertBlock =
  (node: Node, cursor?: number): Command =>
  (state, dispatch) => {
    const { $to } = state.selection;
    for (let depth = $to.depth; depth >= 0; depth--) {
      const index = $to.indexAfter(depth);
      if (!$to.node(depth).canReplaceWith(index, index, node.type)) continue;
      const at = depth === $to.depth ? $to.pos : $to.after(depth + 1);
      const blank = depth < $to.depth && depth + 1 === $to.depth && $to.parent.type === nodes.paragraph && $to.parent.content.size === 0;
      const from = blank ? $to.before(depth + 1) : at;
      const { tr } = state;
      tr.replaceWith(from, at, node);
      const after = from + node.nodeSize;
      if (tr.doc.resolve(after).nodeAfter === null) tr.insert(after, nodes.paragraph.create());
      tr.setSelection(TextSelection.near(tr.doc.resolve(cursor === undefined ? after : from + cursor)));
      dispatch?.(tr.scrollIntoView());
      return true;
    }
    return false;
  };

/** How many rows and columns a table has; null outside of one. */
export function tableSize(state: EditorState): { readonly rows: number; readonly columns: number } | null {
  if (!isInTable(state)) return null;
  const { map } = selectedRect(state);
  return { rows: map.height, columns: map.width };
}

/** How many words there are: in Vietnamese, syllables between blanks. */
export function countWords(doc: Node): number {
  return doc.textBetween(0, doc.content.size, ' ', ' ').match(/[\p{L}\p{N}]+(?:[.,/:-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
