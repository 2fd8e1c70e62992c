import { exhibit } from '#ui/gallery/example.ts';
import type { Heir, FormerPlace as Place } from '../old-to-new.ts';
import FormerPlace from './FormerPlace.astro';

const agency = (code: string, name: string, kind: Place['kind']) => ({ code, name, kind, valid_from: null, valid_to: '2025-06-30' });
const heir = (name: string, relation: Heir['relation'], inferred = false): Heir => ({
  ...{ code: '00004', name, kind: 'ward', valid_from: '2025-07-01', valid_to: null },
  relation,
  inferred,
});
const district = agency('001', 'Quận Ví Dụ', 'urban-district');
const ward = { ...agency('00004-truoc-2025', 'Phường Thí Dụ', 'ward'), district, communes: [] };

export default exhibit(
  FormerPlace,
  {
    name: 'Nơi cũ nay thuộc đâu',
    criteria: ['Nơi bị chia nêu đủ mọi nơi nhận, không chọn thay người đọc.', 'Nói phải hỏi ở đâu khi tên cũ chưa đủ.'],
  },
  [
    { title: 'toàn bộ về một nơi', props: { place: { ...ward, heirs: [heir('Phường Mẫu', 'whole')] } } },
    { title: 'về một nơi, do suy ra', props: { place: { ...ward, heirs: [heir('Phường Mẫu', 'whole', true)] } } },
    {
      title: 'bị chia, có tên dài',
      props: {
        place: { ...ward, heirs: [heir('Phường Mẫu', 'part'), heir('Phường Văn Miếu - Quốc Tử Giám', 'part'), heir('Xã Mẫu', 'rest')] },
      },
    },
    {
      title: 'một quận',
      props: {
        place: {
          ...district,
          district: null,
          communes: [ward, agency('00006-truoc-2025', 'Phường Hai', 'ward')],
          heirs: [heir('Phường Mẫu', null)],
        },
      },
    },
  ],
);
