import { exhibit } from '#ui/gallery/example.ts';
import { agencyNames } from '../model/agency-name.ts';
import type { Method, NationalRecord } from '../model/record.ts';
import ShortAnswers from './ShortAnswers.astro';

const names = agencyNames({ names: [{ today: 'UBND xã, phường', source: ['UBND xã, phường, thị trấn'] }] });

function record(executing: readonly string[], methods: readonly Method[]): NationalRecord {
  return {
    code: '0.000004',
    name: 'Mẫu',
    kind: 'STANDARD',
    regulation: '',
    field: { code: '', name: '' },
    levels: [],
    audiences: [],
    promulgator: { code: '', name: '' },
    decision: { number: '', day: null, published: null },
    steps: [],
    methods: [...methods],
    cases: [],
    agencies: { executing: executing.map((name) => ({ code: '', name })), authority: [], authorized: [], coordinating: [] },
    receiving_address: '',
    results: [],
    returning: [],
    legal_basis: [],
    conditions: '',
    description: '',
    note: '',
    keywords: '',
    variants: [],
    service_groups: [],
    full_online: false,
    offline_only: false,
    non_territorial: false,
    internal: false,
    updated_at: '2026-01-01T00:00:00Z',
  };
}
const listing = { name: 'Mẫu', field: '', promulgator: '', executing: null };

export default exhibit(
  ShortAnswers,
  {
    name: 'Bốn câu trả lời',
    criteria: [
      'Đọc được trước mọi phần khác.',
      'Chưa biết thì nói "đang cập nhật", không để trống.',
      'Cơ quan của địa phương khác không đứng ở đây.',
    ],
  },
  [
    {
      title: 'thời hạn và phí khác nhau tùy trường hợp',
      props: {
        procedure: {
          code: '0.000004',
          listing,
          digest: null,
          words: null,
          record: record(
            ['UBND xã, phường, thị trấn', 'Sở Xây dựng - TP.HCM'],
            [
              {
                channel: 'trực tuyến',
                time: { value: '17', unit: 'ngày làm việc' },
                fees: [{ type: 'phí', amount: 7000, note: '', attachment: '' }],
                note: '',
              },
              {
                channel: 'trực tiếp',
                time: { value: '27', unit: 'ngày làm việc' },
                fees: [{ type: 'phí', amount: 15_000, note: '', attachment: '' }],
                note: '',
              },
            ],
          ),
        },
        dossier: [],
        names,
      },
    },
    {
      title: 'đáng ngờ: không đơn vị thời gian, phí theo nghìn, chỉ cơ quan nơi khác',
      props: {
        procedure: {
          code: '0.000005',
          listing,
          digest: null,
          words: null,
          record: record(
            ['Sở Xây dựng - TP.HCM'],
            [
              {
                channel: 'trực tiếp',
                time: { value: '1', unit: 'khác' },
                fees: [{ type: 'lệ phí', amount: 45, note: '45 nghìn', attachment: '' }],
                note: 'Trong ngày làm việc.',
              },
            ],
          ),
        },
        dossier: [],
        names,
      },
    },
    {
      title: 'chưa biết gì',
      props: { procedure: { code: '0.000006', listing, digest: null, words: null, record: null }, dossier: [], names },
    },
  ],
);
