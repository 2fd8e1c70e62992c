import { z } from 'zod';

/** The form of a national procedure code: one digit, a dot, six digits. */
export const procedureCode = z.string().regex(/^\d\.\d{6}$/, 'mã thủ tục có dạng N.NNNNNN');

export const levels = ['xã', 'tỉnh/thành phố', 'trung ương', 'ngành dọc', 'cơ quan khác'] as const;
export type Level = (typeof levels)[number];

export const onlineLevels = ['toàn trình', 'một phần (có nộp trực tuyến)', 'chưa trực tuyến theo nguồn'] as const;
export type OnlineLevel = (typeof onlineLevels)[number];

export const channels = ['trực tuyến', 'bưu chính', 'trực tiếp'] as const;
export type Channel = (typeof channels)[number];

export const kinds = ['STANDARD', 'SPECIFIC', 'STANDARD_INTERNAL', 'INTERCONNECTED', 'INTERCONNECTED_INTERNAL'] as const;

export const feeTypes = ['phí', 'lệ phí', 'mức giá'] as const;
export type FeeType = (typeof feeTypes)[number];

export const timeUnits = ['ngày làm việc', 'ngày', 'giờ', 'tháng', 'năm', 'khác'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** Who a procedure is for, as the national database codes it (its codes really mix Đ and D). */
export const audiences = {
  ĐT1: 'Công dân Việt Nam',
  ĐT2: 'Doanh nghiệp',
  ĐT3: 'Người nước ngoài cư trú tại Việt Nam',
  ĐT4: 'Người nước ngoài',
  ĐT5: 'Đảng viên',
  ĐT6: 'Tổ chức Đảng',
  ĐT7: 'Tổ chức nước ngoài',
  ĐT8: 'Doanh nghiệp Việt Nam',
  ĐT9: 'Tổ chức (không bao gồm doanh nghiệp, HTX)',
  ĐT10: 'Doanh nghiệp có vốn đầu tư nước ngoài',
  DT11: 'Hợp tác xã',
  DT12: 'Người Việt Nam định cư ở nước ngoài',
  DT13: 'Cán bộ, công chức, viên chức',
  ĐT14: 'Công dân Việt Nam mà không xác định được nơi thường trú hoặc nơi tạm trú',
  ĐT15: 'Người nước ngoài đã cư trú tại Việt Nam',
} as const;
export type Audience = keyof typeof audiences;
export const audienceCodes = Object.keys(audiences) as readonly Audience[];

/** The code of an audience by its name; undefined for a name that the database does not have. */
export function audienceNamed(name: string): Audience | undefined {
  return audienceCodes.find((code) => audiences[code].toLocaleLowerCase('vi') === name.trim().toLocaleLowerCase('vi'));
}
