import type { DigestFee } from './digest.ts';

/**
 * A stated fee as people read it. A zero is not called free: the source may only have left it empty; amounts below
 * 1,000 đồng are probably thousands, they are shown as doubtful and never corrected.
 */
export function feeText(fee: DigestFee): { readonly text: string; readonly doubtful: boolean } {
  const note = fee.note ? ` (${fee.note})` : '';
  if (fee.amount === undefined || fee.amount === null)
    return { text: `${fee.type}: ${fee.amount_raw ?? 'không rõ'}${note}`, doubtful: true };
  if (fee.amount === 0) return { text: `${fee.type}: nguồn ghi 0 đồng${note}`, doubtful: true };
  return { text: `${fee.type}: ${new Intl.NumberFormat('vi-VN').format(fee.amount)} đồng${note}`, doubtful: fee.amount < 1000 };
}
