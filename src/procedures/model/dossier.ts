import type { Paper, PaperCase } from './record.ts';
import { headOf } from './text-head.ts';

/** A paper as a line to tick: its first words, and all the rest of what the source says of it. */
export interface DossierPaper extends Omit<Paper, 'name'> {
  readonly words: string;
  readonly rest: string;
}

/** A part of the papers of a procedure, as the source divides them. */
export interface DossierPart {
  /** Empty where the source gives no name. */
  readonly title: string;
  /** What else stands in a name that is a whole text. */
  readonly rest: string;
  /** One case among others: a person needs the papers of their own. Otherwise these papers belong to every dossier. */
  readonly choice: boolean;
  readonly papers: readonly DossierPaper[];
  /** What stands among the papers and is none: remarks and examples. */
  readonly remarks: readonly string[];
}

// A paper is read on a phone and printed: what is longer goes on below a fold.
const paperLength = 320;
const titleLength = 240;

// So a source divides the papers of one and the same dossier; other names tell cases apart.
const partOfEach =
  /(?:giấy tờ|hồ sơ|chứng từ|tài liệu) (?:phải |cần )?(?:nộp|xuất trình|kèm theo)|^(?:lưu ý|ghi chú|chú ý)|^thành phần hồ sơ|^số lượng|^hồ sơ (?:bao )?gồm|^bao gồm$|^\d+ bộ/iu;
const caseName = /đối với|trường hợp/iu;
// "Lưu ý: …", and whatever stands below such a title.
const remark = /^[-+*\s]*(?:lưu ý|ví dụ|ghi chú|chú ý)\s*:/iu;
const remarksTitle = /^(?:lưu ý|ghi chú|chú ý)/iu;
const leadingMark = /^(?:[-–+*•]+\s+)+/u;

/** The papers of a procedure, part by part in the order of the source; parts that hold nothing are left out. */
export function dossierOf(cases: readonly PaperCase[]): readonly DossierPart[] {
  const filled = cases.filter((one) => one.papers.length > 0 || bareTitle(one.name) !== '');
  return filled.map((one) => {
    const { head, rest } = headOf(bareTitle(one.name), titleLength);
    const ofEach = head === '' || (partOfEach.test(head) && !caseName.test(head));
    const isRemark = (paper: Paper) =>
      (remarksTitle.test(head) || remark.test(paper.name)) && paper.originals + paper.copies === 0 && paper.forms.length === 0;
    return {
      title: head,
      rest,
      choice: filled.length > 1 && one.papers.length > 0 && !ofEach,
      papers: one.papers.filter((paper) => !isRemark(paper)).map(paperLine),
      remarks: one.papers.filter(isRemark).map((paper) => paper.name),
    };
  });
}

/** Fewest and most papers that somebody has to bring: those of every dossier, and those of one case. */
export function paperCount(parts: readonly DossierPart[]): { readonly from: number; readonly to: number } {
  const always = sum(parts.filter((part) => !part.choice).map((part) => part.papers.length));
  const choices = parts.filter((part) => part.choice).map((part) => part.papers.length);
  return choices.length === 0 ? { from: always, to: always } : { from: always + Math.min(...choices), to: always + Math.max(...choices) };
}

function paperLine({ name, ...paper }: Paper): DossierPaper {
  const { head, rest } = headOf(name.replace(leadingMark, ''), paperLength);
  return { ...paper, words: head, rest };
}

/** The name of a case without the mark before it and the colon behind. */
function bareTitle(name: string): string {
  return name.replace(/^[-+*•\s]+/u, '').replace(/[\s:;]+$/u, '');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
