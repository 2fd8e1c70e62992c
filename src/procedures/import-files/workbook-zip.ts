import { Fault } from '#platform/fault.ts';
import { ZipRefusal, zipParts } from '#platform/zip-parts.ts';
import { limits, mebibytes } from './limits.ts';

const caps = { parts: limits.workbookParts, part: limits.workbookPart, total: limits.workbookInflated };

/**
 * The parts of a workbook by their names, unpacked.
 * @throws Fault where the file is broken, packed with a password, or larger than the limits.
 */
export function workbookZip(file: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return new Map([...zipParts(file, caps)].map(({ name, bytes }) => [name, bytes]));
  } catch (error) {
    throw error instanceof ZipRefusal ? new Fault(words(error)) : error;
  }
}

function words({ reason, part }: ZipRefusal): string {
  switch (reason) {
    case 'broken':
      return 'tệp bị hỏng hoặc bị cắt cụt. Hãy tải lại tệp, hoặc mở bằng Excel và lưu lại dạng .xlsx.';
    case 'locked':
      return 'tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.';
    case 'many':
      return `tệp có hơn ${limits.workbookParts} phần bên trong, không phải bảng tính xuất từ cổng.`;
    case 'twice':
      return `phần "${part}" xuất hiện hai lần trong tệp.`;
    case 'large':
      return `phần "${part}" giải nén ra quá lớn (mỗi phần nhiều nhất ${mebibytes(limits.workbookPart)}, cả tệp ${mebibytes(limits.workbookInflated)}).`;
  }
}
