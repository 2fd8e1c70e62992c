import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLifeEvents } from '#procedures/content.ts';
import {
  audienceGroupNames,
  audienceGroups,
  type Choices,
  choiceParameters,
  countChosen,
  cutPage,
  groupSameNames,
  noChoice,
  onlineChoiceNames,
  onlineChoices,
  readChoices,
  readCursor,
} from '#procedures/model/browse.ts';
import { executingOf, shortAgency } from '#procedures/model/executing.ts';
import { codesOf, lifeEventsSchema } from '#procedures/model/life-event.ts';
import { audienceCodes, levels, onlineLevels } from '#procedures/model/vocabulary.ts';
import { vietnameseText } from './examples.ts';

const events = ['sinh-con', 'ket-hon'];
const read = (address: string) => readChoices(new URLSearchParams(address), events);

describe('the choices in an address', () => {
  test('nothing is chosen where nothing is said', () => {
    expect(read('')).toEqual({ choices: noChoice, unknown: [] });
    expect(read('cap=&linh-vuc=')).toEqual({ choices: noChoice, unknown: [] });
  });

  test('several groups hold together', () => {
    expect(read('cap=xã&doi-tuong=nguoi-dan&linh-vuc=Hộ tịch').choices).toEqual({
      ...noChoice,
      level: 'xã',
      audience: 'nguoi-dan',
      field: 'Hộ tịch',
    });
  });

  test('a field is found however its accents are put together', () => {
    expect(read(`linh-vuc=${'Cấp, quản lý căn cước'.normalize('NFD')}`).choices.field).toBe('Cấp, quản lý căn cước');
  });

  test('what no group offers is named, the rest holds; a field may be called anything', () => {
    expect(read('cap=huyện&viec=ket-hon&linh-vuc=không có')).toEqual({
      choices: { ...noChoice, event: 'ket-hon', field: 'không có' },
      unknown: [{ group: 'level', value: 'huyện' }],
    });
  });

  test('an address made of choices says the same choices', () => {
    const orNull = <T>(of: readonly T[]) => fc.constantFrom(null, ...of);
    const choices: fc.Arbitrary<Choices> = fc.record({
      event: orNull(events),
      audience: orNull(audienceGroupNames),
      level: orNull(levels),
      online: orNull(onlineChoiceNames),
      field: fc.oneof(
        fc.constant(null),
        vietnameseText.map((text) => text.trim()).filter((text) => text !== ''),
      ),
      state: orNull(['bai-bo'] as const),
    });
    fc.assert(
      fc.property(choices, (given) => {
        const said = Object.entries(choiceParameters(given)).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
        expect(read(String(new URLSearchParams(said)))).toEqual({ choices: given, unknown: [] });
        expect(countChosen(given)).toBe(said.length);
      }),
    );
  });

  test('a place is after or before a procedure', () => {
    expect(readCursor(new URLSearchParams('sau=1.001193'))).toEqual({ direction: 'after', code: '1.001193' });
    expect(readCursor(new URLSearchParams('truoc=1.001193'))).toEqual({ direction: 'before', code: '1.001193' });
    expect(readCursor(new URLSearchParams(''))).toBeNull();
  });
});

describe('what is offered', () => {
  test('each audience of the national database belongs to one group, each way of going online to one choice', () => {
    expect(Object.values(audienceGroups).flat().sort()).toEqual([...audienceCodes].sort());
    expect(Object.values(onlineChoices).sort()).toEqual([...onlineLevels].sort());
  });

  test('a life event has an address of its own and names each procedure once', () => {
    const one = { title: { vi: 'a', en: 'a' }, icon: 'baby', procedures: [{ code: '1.000001', label: { vi: 'a', en: 'a' } }] };
    const twice = lifeEventsSchema.safeParse({
      events: [
        { ...one, id: 'a' },
        { ...one, id: 'a' },
      ],
    });
    expect(twice.error?.issues[0]?.message).toBe('mỗi id chỉ đứng một lần');
    expect(lifeEventsSchema.safeParse({ events: [{ ...one, id: 'Sinh con' }] }).success).toBe(false);
    const [event] = lifeEventsSchema.parse({ events: [{ ...one, id: 'a', more: ['1.000002', '1.000001'] }] }).events;
    expect(event && codesOf(event)).toEqual(['1.000001', '1.000002']);
  });

  test('the doors of a life event must lead to a procedure', () => {
    expect(() => readLifeEvents(new Set())).toThrow('không có thủ tục mang mã 1.001193');
  });
});

interface Row {
  readonly code: string;
  readonly name_key: string;
}
/** A list in order, with a few names that many share. */
const list: fc.Arbitrary<readonly Row[]> = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 40 })
  .map((names) => names.sort().map((name_key, i) => ({ code: String(i).padStart(2, '0'), name_key })));

/** The pages of a list, one after the other, as somebody sees them who goes on until the end. */
function turned(rows: readonly Row[], size: number, backwards: boolean): readonly (readonly Row[])[] {
  const all = backwards ? rows.toReversed() : rows;
  const pages: (readonly Row[])[] = [];
  for (let at = 0; ; ) {
    const { items, more } = cutPage(all.slice(at, at + size + 1), size);
    pages.push(items);
    at += items.length;
    if (!more) return pages;
    if (items.length === 0) throw new Error('a page is empty and yet not the last');
  }
}

describe('the pages of the list', () => {
  test('put together are the whole list, each procedure once and in order, forwards and backwards', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 12 }), (rows, size) => {
        expect(turned(rows, size, false).flat()).toEqual(rows);
        expect(turned(rows, size, true).flat().toReversed()).toEqual(rows);
      }),
    );
  });

  test('none is too long, and none tears procedures of one name apart unless they alone are more than a page', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 12 }), fc.boolean(), (rows, size, backwards) => {
        const pages = turned(rows, size, backwards);
        for (const [i, page] of pages.entries()) {
          expect(page.length).toBeLessThanOrEqual(size);
          const last = page.at(-1)?.name_key;
          if (last !== undefined && last === pages[i + 1]?.[0]?.name_key) expect(new Set(page.map((row) => row.name_key)).size).toBe(1);
        }
      }),
    );
  });

  test('show neighbours of one name together, by the name that people read', () => {
    const groups = groupSameNames([
      { code: '1', name: 'Thủ tục cấp đổi thẻ căn cước' },
      { code: '2', name: 'Cấp đổi thẻ căn cước (thực hiện tại cấp tỉnh)' },
      { code: '3', name: 'Cấp lại thẻ căn cước' },
    ]);
    expect(groups.map(({ name, procedures }) => [name, procedures.map((one) => one.code)])).toEqual([
      ['Cấp đổi thẻ căn cước', ['1', '2']],
      ['Cấp lại thẻ căn cước', ['3']],
    ]);
  });
});

describe('who carries a procedure out', () => {
  test('is written short', () => {
    expect(shortAgency('Ủy ban nhân dân cấp xã')).toBe('UBND cấp xã');
    expect(shortAgency('Chủ tịch uỷ ban Nhân dân  cấp tỉnh.')).toBe('Chủ tịch UBND cấp tỉnh');
  });

  test('a description is cut between words', () => {
    const long = 'Cơ quan, tổ chức, đơn vị của Đảng, Nhà nước, Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội';
    expect(shortAgency(long)).toBe('Cơ quan, tổ chức, đơn vị của Đảng, Nhà nước, Mặt trận Tổ quốc Việt…');
  });

  test('however it is written, it stays short', () => {
    fc.assert(fc.property(fc.oneof(vietnameseText, fc.string({ maxLength: 300 })), (name) => shortAgency(name).length <= 71));
  });

  test('is named first, with how many others', () => {
    expect(executingOf(['Sở Tư pháp', 'Sở Tư pháp.', 'Sở Y tế'])).toEqual({ first: 'Sở Tư pháp', others: 1, doubtful: false });
  });

  test('agencies that ended in 2025 come after those of today, and alone are doubtful', () => {
    expect(executingOf(['Phòng Tư pháp', 'Ủy ban nhân dân cấp xã'])).toEqual({ first: 'UBND cấp xã', others: 0, doubtful: false });
    expect(executingOf(['Công an huyện'])).toEqual({ first: 'Công an huyện', others: 0, doubtful: true });
  });

  test('is nobody where the source names none, or only another province', () => {
    const nobody = { first: null, others: 0, doubtful: false };
    expect(executingOf(null)).toEqual(nobody);
    expect(executingOf(['Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ TP HCM'])).toEqual(nobody);
  });
});
