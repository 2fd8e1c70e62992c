import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDistrict, type Place, placeNames } from '#agencies/model/place.ts';
import { matchPlace } from '#agencies/model/place-match.ts';
import { fold } from '#search/model/text.ts';
import { vietnameseText } from './examples.ts';
import { placesOfContent } from './places.ts';

const day = '2026-11-22';
const places = placesOfContent();
const byCode = new Map(places.map((place) => [place.code, place]));
const former = places.filter((place) => place.valid_to !== null);
const communes = former.filter((place) => !isDistrict(place));
const districtOf = (place: Place) => byCode.get(place.districts[0] ?? '')?.name ?? '';
const withoutKind = (name: string) => name.replace(/^(Phường|Xã|Thị trấn|Quận|Huyện|Thị xã) /, '');
const shortKind = (name: string) => {
  const short = { Phường: 'P.', Xã: 'X.', 'Thị trấn': 'TT', Quận: 'Q.', Huyện: 'H.', 'Thị xã': 'TX' };
  return Object.entries(short).reduce((text, [long, abbreviation]) => text.replace(new RegExp(`^${long} `), `${abbreviation} `), name);
};

const names = placeNames(places);
const look = (text: string) => matchPlace(text, names, day);
/** The former places that a text finds, each with its district. */
const found = (text: string) => look(text).former.map((place) => [place.name, districtOf(place)].filter((name) => name !== '').join(', '));
const now = (text: string) => look(text).today.map((place) => place.name);
const alike = (text: string) => look(text).alike.map((place) => [place.name, districtOf(place)].filter((name) => name !== '').join(', '));

/** The places of which one of the ways to write the name does not find them. */
const missed = (some: readonly Place[], write: (place: Place) => string) =>
  some.filter((place) => !look(write(place)).former.includes(place)).map(write);
/** The places that are not the only one found. */
const notAlone = (some: readonly Place[], write: (place: Place) => string) =>
  some
    .filter(
      (place) =>
        look(write(place))
          .former.map((one) => one.code)
          .join() !== place.code,
    )
    .map(write);

describe('each of the 526 former communes and 30 districts', () => {
  test('they are all there', () => {
    expect(communes).toHaveLength(526);
    expect(former).toHaveLength(556);
  });

  test('is found by its name, whatever the letters look like', () => {
    expect(missed(former, ({ name }) => name)).toEqual([]);
    expect(missed(former, ({ name }) => name.toUpperCase())).toEqual([]);
    expect(missed(former, ({ name }) => name.normalize('NFD'))).toEqual([]);
    expect(missed(former, ({ name }) => fold(name))).toEqual([]);
  });

  test('is found without its kind, and with its kind abbreviated', () => {
    expect(missed(former, ({ name }) => withoutKind(name))).toEqual([]);
    expect(missed(former, ({ name }) => fold(withoutKind(name)))).toEqual([]);
    expect(missed(former, ({ name }) => shortKind(name))).toEqual([]);
    expect(missed(former, ({ name }) => fold(shortKind(name)))).toEqual([]);
  });

  test('is the only one found when its kind and its district are named too', () => {
    const whole = (place: Place) => `${place.name}, ${districtOf(place)}`;
    const short = (place: Place) => `${shortKind(place.name)}, ${shortKind(districtOf(place))}`;
    expect(notAlone(communes, whole)).toEqual([]);
    expect(notAlone(communes, (place) => fold(whole(place)))).toEqual([]);
    expect(notAlone(communes, short)).toEqual([]);
    expect(notAlone(communes, (place) => fold(short(place)))).toEqual([]);
    expect(notAlone(communes, (place) => fold(`${place.name} ${districtOf(place)}`))).toEqual([]);
  });

  test('is found in an address, with commas, without them and without accents', () => {
    const address = (place: Place) => `số 5 ngõ 10 phố Cửa Bắc, ${place.name}, ${districtOf(place)}, thành phố Hà Nội`;
    expect(notAlone(communes, address)).toEqual([]);
    expect(notAlone(communes, (place) => fold(address(place)).replaceAll(',', ''))).toEqual([]);
    expect(
      missed(communes, (place) => fold(`5 ngo 10 cua bac ${withoutKind(place.name)} ${withoutKind(districtOf(place))} ha noi`)),
    ).toEqual([]);
  });
});

describe('what people type', () => {
  test.each([
    ['Trúc Bạch', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['phường trúc bạch', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['P. Trúc Bạch, Q. Ba Đình', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['P.Trúc Bạch Q.Ba Đình', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['F. Trúc Bạch', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['Trúc Bạch - Ba Đình - Hà Nội', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['Trúc\u200b Bạch\u00a0', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['Phường/xã: Trúc Bạch; Quận: Ba Đình', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['tổ dân phố số 5 Trúc Bạch', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['Truc Bach ward, Ba Dinh district', 'Phường Trúc Bạch, Quận Ba Đình'],
    ['xa Van Canh huyen Hoai Duc', 'Xã Vân Canh, Huyện Hoài Đức'],
    ['thôn 3 Vân Canh, Hoài Đức', 'Xã Vân Canh, Huyện Hoài Đức'],
    ['TT Phùng', 'Thị trấn Phùng, Huyện Đan Phượng'],
    ['T.T. Phùng', 'Thị trấn Phùng, Huyện Đan Phượng'],
    ['quận Ba Đình', 'Quận Ba Đình'],
    ['UBND quận Ba Đình', 'Quận Ba Đình'],
    ['TX Sơn Tây', 'Thị xã Sơn Tây'],
    ['thành phố Sơn Tây', 'Thị xã Sơn Tây'],
    ['Quận Thanh Xuân', 'Quận Thanh Xuân'],
    ['mi dinh ii', 'Phường Mỹ Đình 2, Quận Nam Từ Liêm'],
    ['Lí Thái Tổ', 'Phường Lý Thái Tổ, Quận Hoàn Kiếm'],
    ['Quốc Tử Giám', 'Phường Văn Miếu - Quốc Tử Giám, Quận Đống Đa'],
    ['tây mổ', 'Phường Tây Mỗ, Quận Nam Từ Liêm'],
  ])('%j is one place', (text, place) => {
    expect(found(text)).toEqual([place]);
  });

  test.each([
    ['words of a kind that belong to a name', 'phuong mai dong da', 'Phường Phương Mai, Quận Đống Đa'],
    ['a name that begins like a kind', 'phuong mai dich', 'Phường Mai Dịch, Quận Cầu Giấy'],
    ['a name that ends like a kind', 'tho quan dong da', 'Phường Thổ Quan, Quận Đống Đa'],
    ['another one', 'tan xa thach that', 'Xã Tân Xã, Huyện Thạch Thất'],
    ['a name that ends like a street', 'chuong duong hoan kiem', 'Phường Chương Dương, Quận Hoàn Kiếm'],
    ['a district across two names', 'lang ha dong da', 'Phường Láng Hạ, Quận Đống Đa'],
    ['the district first', 'Tây Hồ, Quảng An', 'Phường Quảng An, Quận Tây Hồ'],
  ])('%s: %s', (_what, text, place) => {
    expect(found(text)).toEqual([place]);
  });

  test('both ways to set the tone are one name', () => {
    const both = ['Phường Trung Hoà, Quận Cầu Giấy', 'Xã Trung Hòa, Huyện Chương Mỹ'];
    expect(found('Trung Hoà').sort()).toEqual(both);
    expect(found('Trung Hòa').sort()).toEqual(both);
  });
});

describe('one name, several places', () => {
  const [hoaiDuc, haiBaTrung, bacTuLiem] = [
    'Xã Minh Khai, Huyện Hoài Đức',
    'Phường Minh Khai, Quận Hai Bà Trưng',
    'Phường Minh Khai, Quận Bắc Từ Liêm',
  ];

  test('all are candidates, each with its district; the kind or the district narrows them', () => {
    expect(found('Minh Khai').sort()).toEqual([bacTuLiem, haiBaTrung, hoaiDuc]);
    expect(found('phường Minh Khai').sort()).toEqual([bacTuLiem, haiBaTrung]);
    expect(alike('phường Minh Khai')).toEqual([hoaiDuc]);
    expect(found('xã Minh Khai')).toEqual([hoaiDuc]);
    expect(found('Minh Khai, Hai Bà Trưng')).toEqual([haiBaTrung]);
  });

  test('a kind that is not the right one excludes nobody', () => {
    expect(found('thị trấn Minh Khai')).toHaveLength(3);
    expect(found('huyện Hà Đông')).toEqual(['Quận Hà Đông']);
  });

  test('typed accents tell names apart, missing ones do not', () => {
    expect(found('Đồng Xuân')).toEqual(['Phường Đồng Xuân, Quận Hoàn Kiếm']);
    expect(alike('Đồng Xuân').sort()).toEqual(['Xã Đông Xuân, Huyện Quốc Oai', 'Xã Đông Xuân, Huyện Sóc Sơn']);
    expect(found('dong xuan')).toHaveLength(3);
    expect(found('Đông xuan')).toHaveLength(3);
  });

  test('a name without its number is each of the numbered', () => {
    expect(found('Mỹ Đình')).toEqual(['Phường Mỹ Đình 1, Quận Nam Từ Liêm', 'Phường Mỹ Đình 2, Quận Nam Từ Liêm']);
  });

  test('a district and a commune may share it', () => {
    expect(found('Sóc Sơn').sort()).toEqual(['Huyện Sóc Sơn', 'Thị trấn Sóc Sơn, Huyện Sóc Sơn']);
    expect(found('Sóc Sơn, Sóc Sơn')).toEqual(['Thị trấn Sóc Sơn, Huyện Sóc Sơn']);
  });

  test('a district in which no such place lay is said, and the others shown', () => {
    expect(found('phường Trúc Bạch, quận Hoàn Kiếm')).toEqual(['Phường Trúc Bạch, Quận Ba Đình']);
    expect(look('phường Trúc Bạch, quận Hoàn Kiếm').note).toEqual({
      key: 'agencies.lookup.elsewhere',
      values: { district: 'Quận Hoàn Kiếm' },
    });
    expect(look('phường Trúc Bạch, quận Ba Đình').note).toBeNull();
  });

  test('of an address with an unknown ward the district is found, and said to be all that was', () => {
    const only = { key: 'agencies.lookup.only-district', values: { district: 'Quận Đống Đa' } };
    expect(look('phường Không Có, quận Đống Đa, Hà Nội')).toMatchObject({ former: [{ name: 'Quận Đống Đa' }], note: only });
    expect(look('quận Đống Đa, thành phố Hà Nội').note).toBeNull();
  });
});

describe('names of today', () => {
  test('each of the 126 wards and communes of today is known by its name', () => {
    const today = places.filter((place) => place.valid_to === null);
    expect(today).toHaveLength(126);
    expect(today.filter((place) => !look(fold(place.name)).today.includes(place))).toEqual([]);
  });

  test('a name may be of before and of today', () => {
    expect([found('Hoàn Kiếm'), now('Hoàn Kiếm')]).toEqual([['Quận Hoàn Kiếm'], ['Phường Hoàn Kiếm']]);
    expect([found('quận Hoàn Kiếm'), now('quận Hoàn Kiếm')]).toEqual([['Quận Hoàn Kiếm'], []]);
    expect([found('Từ Liêm'), now('Từ Liêm')]).toEqual([[], ['Phường Từ Liêm']]);
    expect([found('Trúc Bạch'), now('Trúc Bạch')]).toEqual([['Phường Trúc Bạch, Quận Ba Đình'], []]);
  });

  test('an address that names the ward of today after a street is of today', () => {
    expect([found('phố Trúc Bạch, phường Ba Đình, Hà Nội'), now('phố Trúc Bạch, phường Ba Đình, Hà Nội')]).toEqual([
      [],
      ['Phường Ba Đình'],
    ]);
  });
});

describe('what is no place', () => {
  test('a street or a house number before a name makes it a street', () => {
    expect(found('phố Minh Khai')).toEqual([]);
    expect(found('số 5 Minh Khai, Hai Bà Trưng')).toEqual(['Quận Hai Bà Trưng']);
    expect(found('phố Hai Bà Trưng, phường Hàng Bài, quận Hoàn Kiếm')).toEqual(['Phường Hàng Bài, Quận Hoàn Kiếm']);
  });

  test('a slip of the finger or half a name is answered with names like it', () => {
    expect([found('truc bac'), alike('truc bac')]).toEqual([[], ['Phường Trúc Bạch, Quận Ba Đình']]);
    expect(alike('hoankiem')).toEqual(['Quận Hoàn Kiếm']);
    expect(alike('Hàng')).toContain('Phường Hàng Bông, Quận Hoàn Kiếm');
  });

  test.each(['', '   ', 'Hà Nội', 'thành phố Hà Nội, Việt Nam', 'zzzzqqqq', '12345', '💐', '%_', "'; --", 'phường', 'quận ,, huyện'])(
    'nothing fits %j',
    (text) => {
      expect(look(text)).toEqual({ former: [], today: [], alike: [], note: null });
    },
  );

  test('whatever is typed, only places that there are or were come back', () => {
    const typed = fc.oneof(
      vietnameseText,
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc
        .array(fc.constantFrom('phường', 'p', 'quan', 'phố', 'số', '5', ',', 'ba', 'đình', 'phuong', 'mai', 'dich', 'sơn', 'tây', 'i'), {
          maxLength: 60,
        })
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const { former: was, today, alike: near } = look(text);
        expect(was.every((place) => place.valid_to !== null)).toBe(true);
        expect(near.every((place) => place.valid_to !== null && !was.includes(place))).toBe(true);
        expect(today.every((place) => place.valid_to === null)).toBe(true);
      }),
    );
  });

  test('a known name is found among any words around it that name no place', () => {
    const noise = fc.stringMatching(/^[zqw]{2,6}( [zqw]{2,6}){0,4}$/);
    fc.assert(
      fc.property(fc.constantFrom(...former), noise, noise, (place, before, behind) => {
        expect(look(`${before}, ${place.name}, ${behind}`).former).toContain(place);
        expect(look(`${before} ${place.name} ${behind}`).former).toContain(place);
      }),
    );
  });
});
