import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathIn } from '#i18n/model/language.ts';
import { projectRoot } from '#platform/project-root.ts';

/** Addresses that show each page with a parameter in its different states; a page that is missing here fails the tests. */
const samples: Readonly<Record<string, readonly string[]>> = {
  '/': ['/'],
  '/404': ['/khong-co-trang-nay'],
  '/500': [],
  '/chi-so': ['/chi-so'],
  // Under way, released.
  '/chi-so/[round]': ['/chi-so/so-2026', '/chi-so/thu', '/chi-so/thu?tim=zzzz', '/chi-so/thu?tim=ba&sap-xep=ten&chieu=nguoc'],
  '/chi-so/[round]/[agency]': ['/chi-so/thu/00008', '/chi-so/thu/00025', '/chi-so/thu/00004'],
  '/chi-so/ban-cong-bo/[id]': ['/chi-so/ban-cong-bo/thu'],
  '/chi-so/da-cong-bo': ['/chi-so/da-cong-bo'],
  '/chi-so/da-cong-bo/[id]': ['so-2022', 'so-2020', 'quan-huyen-2023', 'so-2024'].map((id) => `/chi-so/da-cong-bo/${id}`),
  // The last one lists nothing.
  '/chi-so/viec-da-lam': [
    '/chi-so/viec-da-lam',
    '/chi-so/viec-da-lam?co-quan=00004&linh-vuc=II',
    '/chi-so/viec-da-lam?thu-tuc=2.000986',
    '/chi-so/viec-da-lam?co-quan=khong-co',
  ],
  '/chi-so/dang-tinh/[instrument]': [
    '/chi-so/dang-tinh/HN-WARD-9-2026',
    '/chi-so/dang-tinh/SIPAS-G1-2017',
    '/chi-so/dang-tinh/HN-WARD-9-2026?tim=ba+dinh&loai=phuong&sap-xep=ten&chieu=giam',
    '/chi-so/dang-tinh/HN-WARD-9-2026?tim=zzzz&loai=huyen',
  ],
  '/chi-so/dang-tinh/[instrument]/yeu-to': [
    '/chi-so/dang-tinh/HN-WARD-9-2026/yeu-to',
    '/chi-so/dang-tinh/SIPAS-G2-2023-2/yeu-to',
    '/chi-so/dang-tinh/HN-WARD-9-2026/yeu-to?tim=zzzz',
  ],
  // Nothing chosen, one, two of which one has no figure, three of two lists, what cannot be.
  '/chi-so/so-sanh': [
    '/chi-so/so-sanh',
    '/chi-so/so-sanh?don-vi=00008',
    '/chi-so/so-sanh?don-vi=00008&don-vi=00004',
    '/chi-so/so-sanh?don-vi=00008&don-vi=00004&don-vi=SNV&bo-cau-hoi=SIPAS-G1-2017',
    '/chi-so/so-sanh?don-vi=00008&don-vi=00008&don-vi=khong-co&don-vi=001&bo-cau-hoi=khong-co',
  ],
  '/co-quan': ['/co-quan'],
  '/co-quan/[code]': [
    '/co-quan/00004',
    '/co-quan/00008',
    '/co-quan/BQLCNC-KCN',
    '/co-quan/001',
    '/co-quan/STC-truoc-2025',
    '/co-quan/SGTVT-truoc-2025',
    '/co-quan/STC',
    '/co-quan/00073-truoc-2025',
  ],
  '/co-quan/[code]/ma-qr': ['/co-quan/00004/ma-qr', '/co-quan/BQLCNC-KCN/ma-qr'],
  '/co-quan/cu-sang-moi': [
    '/co-quan/cu-sang-moi',
    '/co-quan/cu-sang-moi?ten=P.+Truc+Bach%2C+Q.+Ba+Dinh',
    '/co-quan/cu-sang-moi?ten=cua+nam',
    '/co-quan/cu-sang-moi?ten=minh+khai',
    '/co-quan/cu-sang-moi?ten=quan+ha+dong',
    '/co-quan/cu-sang-moi?ten=thanh+xuan',
    '/co-quan/cu-sang-moi?ten=truc+bac',
    '/co-quan/cu-sang-moi?ten=zzzzqqqq',
  ],
  '/gioi-thieu': ['/gioi-thieu'],
  // Receives a form, and shows itself only where it refuses: feedback.test.ts.
  '/huu-ich/[...page]': [],
  '/khao-sat': ['/khao-sat'],
  '/khao-sat/[instrument]': ['/khao-sat/HN-WARD-9-2026?co-quan=00004', '/khao-sat/SIPAS-G2-2023', '/khao-sat/SIPAS-G2-2023-2'],
  '/khao-sat/bang-chung': ['/khao-sat/bang-chung'],
  '/khao-sat/bien-nhan': ['/khao-sat/bien-nhan', '/khao-sat/bien-nhan?ma=sai', '/khao-sat/bien-nhan?ma=AAAA-AAAA-AAAA-AAAA'],
  '/khao-sat/bien-nhan/[receipt]': [],
  '/ngoai-tuyen': ['/ngoai-tuyen'],
  '/so-do-cong': ['/so-do-cong'],
  '/thu-tuc': [
    '/thu-tuc',
    '/thu-tuc?linh-vuc=khong-co-linh-vuc-nay',
    '/thu-tuc?viec=sinh-con&cap=huyen',
    '/thu-tuc?sau=1.001193',
    '/thu-tuc?viec=nha-dat&doi-tuong=nguoi-dan&truc-tuyen=mot-phan',
  ],
  // The last ones are those of filled-portal.ts: with a record, in all its states.
  '/thu-tuc/[code]': [
    '/thu-tuc/1.001193',
    '/thu-tuc/2.000986',
    '/thu-tuc/1.011441',
    '/thu-tuc/1.001776',
    ...[1, 2, 3, 4, 5].map((n) => `/thu-tuc/9.00000${n}`),
  ],
  '/thu-tuc/linh-vuc': ['/thu-tuc/linh-vuc', '/thu-tuc/linh-vuc?viec=nha-dat&doi-tuong=nguoi-dan'],
  // Not on the public portal; looked at example by example in gallery.test.ts.
  '/thu-vien-giao-dien': [],
  '/tim-kiem': [
    '/tim-kiem?q=khai+sinh',
    '/tim-kiem?q=zzzzqqqq',
    // Read as Telex; of several meanings, with a synonym.
    '/tim-kiem?q=ddawng+kys+tamj+trus',
    '/tim-kiem?q=so+do',
    // A question for one part, narrowed.
    '/tim-kiem?q=ket+hon+can+giay+to+gi&loai=procedure&cap=x%C3%A3',
    '/tim-kiem?q=phan+anh',
    '/tim-kiem?q=khai+sinh&dung=1',
    '/tim-kiem?q=th%E1%BB%9Di+ti%E1%BA%BFt',
    '/tim-kiem?q=H26.103-260611-0001',
  ],
  // The last ones list nothing: no news of that month, no such topic.
  '/tin-tuc': [
    '/tin-tuc',
    '/tin-tuc?trang=2',
    '/tin-tuc?chu-de=che-do-cong-vu',
    '/tin-tuc?chu-de=sang-kien&thang=2024-11',
    '/tin-tuc?thang=2030-01',
    '/tin-tuc?chu-de=khong-co&thang=2024',
  ],
  '/tin-tuc/[slug]': [
    '/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12',
    '/tin-tuc/ke-hoach-216-lich-xac-dinh-chi-so-cai-cach-hanh-chinh-2021',
  ],
  '/tin-tuc/da-rut/[slug]': ['/tin-tuc/da-rut/tin-da-rut'],
  '/tro-nang': ['/tro-nang'],
  // The last ones list nothing: words that stand nowhere, no such kind.
  '/van-ban': [
    '/van-ban',
    '/van-ban?q=5666',
    '/van-ban?q=chi+so&loai=quyet-dinh&hieu-luc=da-duoc-thay-the',
    '/van-ban?q=zzzzqqqq&nam=2025',
    '/van-ban?loai=khong-co&nam=2025',
  ],
  // Only a link that was made shows an article: article-pages.test.ts.
  '/xem-truoc/[token]': [],
  '/van-ban/[slug]': ['/van-ban/4210-qd-ubnd-2021', '/van-ban/3598-qd-ubnd-2024'],
  '/van-ban/da-rut/[slug]': ['/van-ban/da-rut/van-ban-da-rut'],
};

/** The routes of all pages, read from the folder that Astro reads them from. */
export function pageRoutes(): readonly string[] {
  const folder = path.join(projectRoot, 'src', 'pages');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.astro'))
    .map((name) => `/${name.replace(/\.astro$/, '').replace(/(^|\/)index$/, '')}`.replaceAll(path.sep, '/'))
    .sort();
}

/** Addresses of the staff's pages; `ID` stands for an account other than one's own. They want a browser that is signed in. */
const staffSamples: Readonly<Record<string, readonly string[]>> = {
  '/quan-tri': ['/quan-tri'],
  '/quan-tri/bao-mat': ['/quan-tri/bao-mat', '/quan-tri/bao-mat?xong=phien'],
  '/quan-tri/cai-dat': ['/quan-tri/cai-dat', '/quan-tri/cai-dat?xong=luu'],
  '/quan-tri/cai-dat/lien-he': ['/quan-tri/cai-dat/lien-he'],
  '/quan-tri/cai-dat/ngay-nghi': ['/quan-tri/cai-dat/ngay-nghi'],
  '/quan-tri/cai-dat/thong-bao/[id]': ['/quan-tri/cai-dat/thong-bao/moi'],
  '/quan-tri/dang-nhap': ['/quan-tri/dang-nhap'],
  // The rounds of staff-rounds.ts: appraised, ready to be released.
  '/quan-tri/chi-so': ['/quan-tri/chi-so'],
  '/quan-tri/chi-so/[round]': ['/quan-tri/chi-so/so-2026', '/quan-tri/chi-so/so-2025?xong=appraisal'],
  '/quan-tri/chi-so/[round]/[agency]': [
    '/quan-tri/chi-so/so-2026/SNV',
    '/quan-tri/chi-so/so-2026/SNV?phan=decide',
    '/quan-tri/chi-so/so-2025/SNV',
  ],
  '/quan-tri/chi-so/[round]/[agency]/tai-lieu': ['/quan-tri/chi-so/so-2026/SNV/tai-lieu', '/quan-tri/chi-so/so-2025/STC/tai-lieu'],
  '/quan-tri/chi-so/[round]/cong-bo': ['/quan-tri/chi-so/so-2025/cong-bo', '/quan-tri/chi-so/so-2026/cong-bo'],
  '/quan-tri/chi-so/[round]/tep-diem': ['/quan-tri/chi-so/so-2026/tep-diem', '/quan-tri/chi-so/so-2025/tep-diem'],
  '/quan-tri/chi-so/moi': ['/quan-tri/chi-so/moi'],
  // With a draft, one that waits for review, a published one, the last two numbers below as tests/support/staff.ts makes them.
  '/quan-tri/bai-viet': ['/quan-tri/bai-viet', '/quan-tri/bai-viet?tinh-trang=published&q=cai+cach', '/quan-tri/bai-viet?q=zzzz&xong=bo'],
  '/quan-tri/bai-viet/moi': ['/quan-tri/bai-viet/moi'],
  '/quan-tri/bai-viet/noi-bat': ['/quan-tri/bai-viet/noi-bat'],
  '/quan-tri/bai-viet/[id]': ['/quan-tri/bai-viet/1', '/quan-tri/bai-viet/1001', '/quan-tri/bai-viet/1002?xong=gui'],
  '/quan-tri/bai-viet/[id]/dang-ngay': ['/quan-tri/bai-viet/1001/dang-ngay?ban=2'],
  '/quan-tri/bai-viet/[id]/dinh-chinh': ['/quan-tri/bai-viet/1/dinh-chinh'],
  '/quan-tri/bai-viet/[id]/lich-su': ['/quan-tri/bai-viet/1001/lich-su', '/quan-tri/bai-viet/1/lich-su?tu=9&den=x'],
  '/quan-tri/bai-viet/[id]/xem-truoc': ['/quan-tri/bai-viet/1001/xem-truoc'],
  // Only receives the button of the header.
  '/quan-tri/dang-xuat': [],
  '/quan-tri/doi-mat-khau': ['/quan-tri/doi-mat-khau'],
  '/quan-tri/huu-ich': ['/quan-tri/huu-ich', '/quan-tri/huu-ich?ngay=7&loc=khong+co'],
  '/quan-tri/tim-kiem': ['/quan-tri/tim-kiem', '/quan-tri/tim-kiem?thu=so+do', '/quan-tri/tim-kiem?loc=khong+co&ngay=90'],
  '/quan-tri/tim-kiem/tu': ['/quan-tri/tim-kiem/tu', '/quan-tri/tim-kiem/tu?loai=outside&tinh-trang=bo', '/quan-tri/tim-kiem/tu?trang=2'],
  '/quan-tri/tim-kiem/tu/sua': [
    '/quan-tri/tim-kiem/tu/sua?loai=synonym',
    '/quan-tri/tim-kiem/tu/sua?loai=ambiguous&tu=s%E1%BB%95+%C4%91%E1%BB%8F',
    '/quan-tri/tim-kiem/tu/sua?loai=outside&tu=th%E1%BB%9Di+ti%E1%BA%BFt',
    '/quan-tri/tim-kiem/tu/sua?loai=synonym&tu=cccd&xong=luu',
  ],
  // Shown in place of others; between password and code alone: staff.test.ts.
  '/quan-tri/khong-duoc': ['/quan-tri/khong-duoc'],
  // Of survey-work.ts; the last ones are of other waves, and of waves that there are not.
  '/quan-tri/khao-sat': ['/quan-tri/khao-sat'],
  '/quan-tri/khao-sat/mo-dot': ['/quan-tri/khao-sat/mo-dot'],
  '/quan-tri/khao-sat/dot/[wave]': [
    '/quan-tri/khao-sat/dot/dot-thu?xong=mo',
    '/quan-tri/khao-sat/dot/dot-cu',
    '/quan-tri/khao-sat/dot/HN-WARD-9-2026.2026',
  ],
  '/quan-tri/khao-sat/dot/[wave]/dong': ['/quan-tri/khao-sat/dot/dot-thu/dong', '/quan-tri/khao-sat/dot/dot-cu/dong'],
  '/quan-tri/khao-sat/dot/[wave]/du-lieu': ['/quan-tri/khao-sat/dot/dot-thu/du-lieu', '/quan-tri/khao-sat/dot/dot-cu/du-lieu'],
  '/quan-tri/khao-sat/dot/[wave]/ma-moi': [
    '/quan-tri/khao-sat/dot/dot-thu/ma-moi',
    '/quan-tri/khao-sat/dot/HN-WARD-9-2026.2026/ma-moi',
    '/quan-tri/khao-sat/dot/dot-cu/ma-moi',
  ],
  '/quan-tri/khao-sat/diem': ['/quan-tri/khao-sat/diem', '/quan-tri/khao-sat/diem?co-quan=00008'],
  '/quan-tri/khao-sat/diem/[code]': ['/quan-tri/khao-sat/diem/QUAY-THU1?xong=moi', '/quan-tri/khao-sat/diem/MAY-DONG1'],
  '/quan-tri/khao-sat/dau-hieu': [
    '/quan-tri/khao-sat/dau-hieu?dot=dot-thu',
    '/quan-tri/khao-sat/dau-hieu?dot=dot-cu',
    '/quan-tri/khao-sat/dau-hieu?dot=khong-co',
  ],
  // Waiting, own, confirmed, declined.
  '/quan-tri/khao-sat/loai-tru': ['/quan-tri/khao-sat/loai-tru'],
  '/quan-tri/khao-sat/loai-tru/de-nghi': [
    '/quan-tri/khao-sat/loai-tru/de-nghi',
    '/quan-tri/khao-sat/loai-tru/de-nghi?dot=dot-thu&co-quan=00004&dau=too-fast',
    '/quan-tri/khao-sat/loai-tru/de-nghi?tu=2',
  ],
  '/quan-tri/khao-sat/loai-tru/[number]': [
    '/quan-tri/khao-sat/loai-tru/1?xong=de-nghi',
    '/quan-tri/khao-sat/loai-tru/2?xong=dong-y',
    '/quan-tri/khao-sat/loai-tru/3',
    '/quan-tri/khao-sat/loai-tru/4',
  ],
  '/quan-tri/khao-sat/loai-tru/[number]/dong-y': ['/quan-tri/khao-sat/loai-tru/1/dong-y', '/quan-tri/khao-sat/loai-tru/2/dong-y'],
  '/quan-tri/khao-sat/gop-y': ['/quan-tri/khao-sat/gop-y?dot=dot-thu'],
  '/quan-tri/ma-xac-thuc': [],
  '/quan-tri/nhap-thu-tuc': ['/quan-tri/nhap-thu-tuc'],
  // Made of uploaded files: procedures-staff.test.ts.
  '/quan-tri/nhap-thu-tuc/[id]': [],
  '/quan-tri/nhap-thu-tuc/[id]/ghi': [],
  '/quan-tri/nhat-ky': ['/quan-tri/nhat-ky', '/quan-tri/nhat-ky?nguoi=khong+co', '/quan-tri/nhat-ky?viec=staff&ngay=2026-13-01'],
  '/quan-tri/su-kien': ['/quan-tri/su-kien', '/quan-tri/su-kien?xong=sua'],
  '/quan-tri/su-kien/[id]': ['/quan-tri/su-kien/sinh-con', '/quan-tri/su-kien/them'],
  '/quan-tri/tai-khoan': ['/quan-tri/tai-khoan'],
  '/quan-tri/tai-khoan/[id]': ['/quan-tri/tai-khoan/ID', '/quan-tri/tai-khoan/ID?xong=sua'],
  '/quan-tri/viec-da-lam': ['/quan-tri/viec-da-lam', '/quan-tri/viec-da-lam?cua=00008'],
  '/quan-tri/viec-da-lam/[id]': ['/quan-tri/viec-da-lam/1'],
  '/quan-tri/thu-tuc': ['/quan-tri/thu-tuc', '/quan-tri/thu-tuc?q=khai+sinh', '/quan-tri/thu-tuc?q=zzzz&loc=bai-bo'],
  '/quan-tri/thu-tuc/[code]': ['/quan-tri/thu-tuc/1.001193', '/quan-tri/thu-tuc/1.001193?xong=loi'],
  '/quan-tri/kho-tep': ['/quan-tri/kho-tep', '/quan-tri/kho-tep?q=zzzz&loai=anh'],
  // With a picture: media.test.ts.
  '/quan-tri/kho-tep/[id]': [],
  // The last one lists nothing.
  '/quan-tri/van-ban': ['/quan-tri/van-ban', '/quan-tri/van-ban?q=5666&trang-thai=dang', '/quan-tri/van-ban?q=zzzzqqqq'],
  '/quan-tri/van-ban/[slug]': ['/quan-tri/van-ban/5666-qd-ubnd-2025', '/quan-tri/van-ban/4210-qd-ubnd-2021?xong=sua'],
  '/quan-tri/van-ban/moi': ['/quan-tri/van-ban/moi'],
};

const isStaffRoute = (route: string) => /^\/quan-tri(\/|$)/.test(route);

/** Addresses that show every page of the staff, with the id of an account to look at. Throws when a page has none. */
export function staffAddresses(id: string): readonly string[] {
  return pageRoutes()
    .filter(isStaffRoute)
    .flatMap((route) => {
      const addresses = staffSamples[route];
      if (!addresses) throw new Error(`tests/support/routes.ts has no sample address for the staff's page ${route}`);
      return addresses.map((address) => address.replace('ID', id));
    });
}

/** The same pages in English. */
export function englishAddresses(): readonly string[] {
  return pageAddresses().map((address) => pathIn('en', address));
}

/** Addresses that show every public page there is. Throws when a page has none: a new page is covered the day it exists. */
export function pageAddresses(): readonly string[] {
  return pageRoutes()
    .filter((route) => !isStaffRoute(route))
    .flatMap((route) => {
      const addresses = samples[route];
      if (!addresses) throw new Error(`tests/support/routes.ts has no sample address for the page ${route}`);
      return addresses;
    });
}
