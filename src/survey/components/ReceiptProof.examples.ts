import { exhibit } from '#ui/gallery/example.ts';
import ReceiptProof from './ReceiptProof.astro';

// Invented hashes.
const hash = (digit: string) => digit.repeat(64);
const proven = {
  kind: 'proven' as const,
  day: { day: '2026-11-21', n: 130, root: hash('a'), chain: hash('b') },
  leaf: { receiptHash: hash('1'), contentHash: hash('2') },
  place: 57,
  path: [hash('3'), hash('4')],
};

export default exhibit(
  ReceiptProof,
  {
    name: 'Bằng chứng của một phiếu',
    criteria: ['Câu đầu nói phiếu có trong bản ghi hay chưa; các con số chỉ hiện khi mở ra.', 'Không bao giờ cho biết phiếu trả lời gì.'],
  },
  [
    { title: 'đã chốt', props: { proof: proven } },
    { title: 'chưa hết ngày', props: { proof: { kind: 'tomorrow' } } },
    { title: 'đang lập', props: { proof: { kind: 'soon', day: '2026-11-21' } } },
    { title: 'không khớp', props: { proof: { kind: 'differs', day: '2026-11-21' } } },
  ],
);
