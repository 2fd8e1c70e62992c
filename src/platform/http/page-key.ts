import { type Language, pathIn, splitLanguage } from '#i18n/model/language.ts';

/**
 * The query parameters that each kind of page understands, by path, and how often where it is more than once; others never
 * reach a page, and fill no cache.
 */
const understood: readonly (readonly [path: RegExp, names: readonly string[], often?: Readonly<Record<string, number>>])[] = [
  [/^\/tim-kiem$/, ['q', 'trang', 'loai', 'linh-vuc', 'cap', 'doi-tuong', 'dung']],
  [/^\/thu-tuc$/, ['viec', 'doi-tuong', 'cap', 'truc-tuyen', 'linh-vuc', 'tinh-trang', 'sau', 'truoc']],
  [/^\/thu-tuc\/linh-vuc$/, ['viec', 'doi-tuong', 'cap', 'truc-tuyen', 'tinh-trang']],
  [/^\/quan-tri\/(dang-nhap|ma-xac-thuc)$/, ['tiep', 'roi']],
  [/^\/quan-tri\/nhat-ky$/, ['nguoi', 'viec', 'doi-tuong', 'ngay', 'truoc']],
  [/^\/quan-tri\/tai-khoan(\/[^/]+)?$/, ['xong']],
  [/^\/quan-tri\/chi-so(\/.*)?$/, ['xong', 'so', 'phan', 'tieu-chi']],
  [/^\/quan-tri\/viec-da-lam(\/[^/]+)?$/, ['xong', 'cua']],
  [/^\/quan-tri\/bao-mat$/, ['xong']],
  [/^\/quan-tri\/tim-kiem$/, ['thu', 'ngay', 'loc', 'trang']],
  [/^\/quan-tri\/tim-kiem\/tu$/, ['loai', 'loc', 'tinh-trang', 'trang', 'xong']],
  [/^\/quan-tri\/tim-kiem\/tu\/sua$/, ['loai', 'tu', 'xong']],
  [/^\/quan-tri\/huu-ich$/, ['ngay', 'loc', 'trang', 'xem']],
  [/^\/quan-tri\/cai-dat(\/[a-z-]+)?$/, ['xong']],
  [/^\/quan-tri\/thu-tuc$/, ['q', 'loc', 'trang']],
  [/^\/quan-tri\/kho-tep(\/chon\.json)?$/, ['q', 'loai', 'trang', 'xong']],
  [/^\/quan-tri\/kho-tep\/[^/]+$/, ['xong']],
  [/^\/quan-tri\/van-ban$/, ['q', 'trang-thai', 'trang']],
  [/^\/quan-tri\/van-ban\/[^/]+$/, ['xong']],
  [/^\/quan-tri\/bai-viet$/, ['q', 'tinh-trang', 'trang', 'xong']],
  [/^\/quan-tri\/bai-viet\/[^/]+$/, ['xong']],
  [/^\/quan-tri\/bai-viet\/[^/]+\/dang-ngay$/, ['ban']],
  [/^\/quan-tri\/bai-viet\/[^/]+\/lich-su$/, ['tu', 'den']],
  [/^\/quan-tri\/khao-sat\/(dot\/[^/]+|diem\/[^/]+|loai-tru\/\d+)$/, ['xong']],
  [/^\/quan-tri\/khao-sat\/(diem|gop-y)$/, ['co-quan', 'dot']],
  [/^\/quan-tri\/khao-sat\/dau-hieu$/, ['dot']],
  [/^\/quan-tri\/khao-sat\/loai-tru\/de-nghi$/, ['dot', 'co-quan', 'dau', 'tu']],
  [/^\/quan-tri\/(thu-tuc\/[^/]+|su-kien|nhap-thu-tuc)$/, ['xong']],
  [/^\/quan-tri\/nhap-thu-tuc\/[^/]+$/, ['phan', 'trang', 'xong']],
  [/^\/tin-tuc$/, ['chu-de', 'thang', 'trang']],
  [/^\/tin-tuc\/(feed\.xml|atom\.xml|feed\.json)$/, ['chu-de']],
  [/^\/van-ban$/, ['q', 'loai', 'co-quan', 'nam', 'hieu-luc', 'trang']],
  [/^\/van-ban\.csv$/, ['q', 'loai', 'co-quan', 'nam', 'hieu-luc']],
  [/^\/chi-so\/viec-da-lam$/, ['co-quan', 'linh-vuc', 'thu-tuc', 'trang']],
  [/^\/co-quan\/cu-sang-moi$/, ['ten']],
  [/^\/co-quan\/[^/]+\/ma-qr$/, ['diem']],
  [/^\/khao-sat\/bien-nhan$/, ['ma']],
  [/^\/khao-sat\/bang-chung$/, []],
  [/^\/chi-so\/dang-tinh\/[^/]+(\/yeu-to)?$/, ['tim', 'loai', 'sap-xep', 'chieu']],
  // Of five agencies, one more: a page can tell that it was given more.
  [/^\/chi-so\/(so-sanh|du-lieu\/so-sanh\.(csv|json))$/, ['don-vi', 'bo-cau-hoi'], { 'don-vi': 6 }],
  // A round; not the lists and files beside the rounds.
  [/^\/chi-so\/(?!da-cong-bo$)[a-z0-9-]+$/, ['tim', 'sap-xep', 'chieu', 'trang']],
  [/^\/khao-sat\/[^/]+$/, ['co-quan', 'thu-tuc', 'ma', 'dot', 'diem', 'kiosk']],
];

/** One more than any page reads: a page can tell that it was given more. */
const longestValue = 301;

/** What an address asks for. */
export interface PageAddress {
  /** One for all addresses of the same page: the key of the page cache. */
  readonly key: string;
  readonly language: Language;
  /** The path without its language. */
  readonly path: string;
  /** The path without its language, with only the parameters that the page understands, in one order. */
  readonly target: string;
}

/** Reads an address; what its page does not understand is left out. */
export function pageAddress(url: URL): PageAddress {
  const { language, path } = splitLanguage(url.pathname);
  const kept = new URLSearchParams();
  const [, names = [], often = {}] = understood.find(([pattern]) => pattern.test(path)) ?? [];
  for (const name of names) {
    const given = url.searchParams.getAll(name).filter((value) => value !== '');
    for (const value of given.slice(0, often[name] ?? 1)) kept.append(name, value.slice(0, longestValue));
  }
  const query = kept.toString();
  const target = query === '' ? path : `${path}?${query}`;
  return { key: pathIn(language, target), language, path, target };
}

/** The address of the page that receives a form posted to an address; null where none is taken. */
export function formTarget({ path, target }: Pick<PageAddress, 'path' | 'target'>): string | null {
  if (/^\/khao-sat\/[^/]+$/.test(path)) return target;
  // The question at the end of every procedure and article: received in one place, so that these pages stay the same for all.
  return /^\/(thu-tuc|tin-tuc)\/[^/]+$/.test(path) ? `/huu-ich${path}` : null;
}
