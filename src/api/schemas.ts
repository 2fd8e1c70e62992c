import { z } from '@hono/zod-openapi';
import { agencyKinds } from '#agencies/model/agency.ts';
import { languages, sourceLanguage } from '#i18n/model/language.ts';
import { cityWordsSchema } from '#procedures/model/city-words.ts';
import { digestSchema } from '#procedures/model/digest.ts';
import { listingSchema } from '#procedures/model/listing.ts';
import { recordSchema } from '#procedures/model/record.ts';
import { searchTypes } from '#search/model/document.ts';
import { sections } from '#search/model/interpretation.ts';
import { mostSuggestions, suggestionKinds } from '#search/model/suggestion.ts';

const facet = z.record(z.string(), z.int());
const day = z.string().openapi({ example: '2026-11-22' });

// `?level=&field=` is what an HTML form sends for filters that were left alone.
const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value);

export const searchQuery = z.strictObject({
  q: z.string().max(300).default('').openapi({ description: 'Chữ cần tìm, có dấu hay không dấu; để trống thì liệt kê tất cả.' }),
  type: z.preprocess(emptyIsAbsent, z.enum(searchTypes).optional()),
  field: z.preprocess(emptyIsAbsent, z.string().max(300).optional()),
  level: z.preprocess(emptyIsAbsent, z.string().max(100).optional()),
  audience: z.preprocess(emptyIsAbsent, z.string().max(100).optional()),
  exact: z
    .preprocess(emptyIsAbsent, z.enum(['0', '1']).default('0'))
    .transform((value) => value === '1')
    .openapi({ description: '1: tìm đúng chữ đã gõ, không sửa chính tả, không giải mã Telex/VNI, không dùng từ đồng nghĩa.' }),
  limit: z.preprocess(emptyIsAbsent, z.coerce.number().int().min(1).max(100).default(20)),
  offset: z.preprocess(emptyIsAbsent, z.coerce.number().int().min(0).max(100_000).default(0)),
});

const interpretation = z
  .object({
    words: z.array(z.string()).openapi({ description: 'Những chữ đã tìm, không dấu.' }),
    code: z.string().nullable(),
    loose: z.boolean().openapi({ description: 'Không nơi nào chứa đủ mọi chữ; kết quả chứa một phần.' }),
    corrected: z
      .object({ text: z.string(), by: z.enum(['spelling', 'telex', 'vni']) })
      .nullable()
      .openapi({ description: 'Câu đã gõ được đọc thành câu này; exact=1 tìm đúng chữ đã gõ.' }),
    question: z.object({ about: z.string(), section: z.enum(sections).nullable() }).nullable(),
    synonyms: z.array(z.object({ alias: z.string(), official: z.string() })),
    chooser: z.object({ word: z.string(), choices: z.array(z.object({ label: z.string(), query: z.string() })) }).nullable(),
    outside: z.object({ note: z.string(), url: z.string().nullable() }).nullable(),
    dossier: z.string().nullable(),
    nearest: z.array(z.string()),
  })
  .openapi('Interpretation');

export const searchAnswer = z
  .object({
    query: z.string(),
    engine: z.string(),
    total: z.int(),
    hits: z.array(z.object({ type: z.enum(searchTypes), code: z.string(), title: z.string(), url: z.string(), snippet: z.string() })),
    facets: z.object({ type: facet, field: facet, level: facet, audience: facet }),
    interpretation,
  })
  .openapi('SearchAnswer');

export const suggestQuery = z.strictObject({
  q: z.string().max(300).openapi({ description: 'Chữ đã gõ, từ 2 chữ cái; chữ cuối có thể đang gõ dở.', example: 'khai s' }),
  lang: z.enum(languages).default(sourceLanguage).openapi({ description: 'Ngôn ngữ của địa chỉ và của tên loại.' }),
});

export const suggestAnswer = z
  .object({
    query: z.string(),
    suggestions: z
      .array(
        z.object({
          kind: z
            .enum(suggestionKinds)
            .openapi({ description: 'choice: một nghĩa của chữ nhiều nghĩa; shortcut: lời hay được tìm; procedure: thủ tục.' }),
          kind_label: z.string(),
          title: z.string(),
          lang: z.enum(languages).openapi({ description: 'Ngôn ngữ của title.' }),
          code: z.string().nullable(),
          url: z.string(),
        }),
      )
      .max(mostSuggestions),
  })
  .openapi('SuggestAnswer');

const agency = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(agencyKinds),
  valid_from: day.nullable(),
  valid_to: day.nullable(),
});
const namedPlace = agency.extend({
  district: agency.nullable().openapi({ description: 'Quận, huyện, thị xã mà nơi này từng thuộc; null với chính quận, huyện, thị xã.' }),
});
const related = agency.extend({ relation: z.enum(['whole', 'part', 'rest']) });

export const agencyAnswer = agency
  .extend({ ratable: z.boolean(), national_code: z.string().nullable(), predecessors: z.array(related), successors: z.array(related) })
  .openapi('Agency');

export const formerQuery = z.object({
  name: z.string().trim().min(1).max(300).openapi({
    description: 'Tên cũ như trên giấy tờ, có thể kèm quận, huyện hoặc cả địa chỉ; có dấu hay không dấu.',
    example: 'P. Trúc Bạch, Q. Ba Đình',
  }),
});

export const formerAnswer = z
  .object({
    query: z.string(),
    former: z
      .array(
        namedPlace.extend({
          heirs: z
            .array(
              agency.extend({
                relation: z
                  .enum(['whole', 'part', 'rest'])
                  .nullable()
                  .openapi({ description: 'Nhận toàn bộ, một phần hay phần còn lại của nơi cũ; null với quận, huyện, thị xã.' }),
                inferred: z.boolean().openapi({ description: 'Nguồn không nói rõ nơi nào trong các nơi trùng tên; đang đối chiếu.' }),
              }),
            )
            .openapi({ description: 'Mọi phường, xã hiện nay đã nhận từ nơi cũ.' }),
          communes: z.array(agency).openapi({ description: 'Phường, xã, thị trấn từng thuộc quận, huyện, thị xã này.' }),
        }),
      )
      .openapi({ description: 'Mọi nơi trước ngày 1/7/2025 khớp với tên đã gõ.' }),
    today: z.array(agency).openapi({ description: 'Phường, xã hiện nay có tên này.' }),
    alike: z.array(namedPlace).openapi({ description: 'Nơi cũ khác có tên gần giống.' }),
    note: z.string().nullable().openapi({ description: 'Điều chưa khớp trong những chữ đã gõ.' }),
  })
  .openapi('FormerPlaces');

const option = z.object({ value: z.int(), label: z.string() });

export const instrumentAnswer = z
  .object({
    id: z.string(),
    title: z.string(),
    short_title: z.string(),
    description: z.string(),
    respondents: z.string(),
    source_decision: z.string(),
    source_note: z.string(),
    valid_from: z.string(),
    applies_to: z.array(z.enum(['commune', 'department'])),
    prompt: z.string(),
    scale: z.array(option),
    replaces: z.string().nullable().openapi({ description: 'Bản trước của bộ câu hỏi, mà bản này thay thế.' }),
    filters: z
      .array(z.object({ code: z.string(), text: z.string(), options: z.array(option), decides: z.array(z.string()) }))
      .openapi({ description: 'Câu lọc: ai chọn mức 2 thì không được hỏi các câu có mã ở decides.' }),
    fields: z.array(z.object({ code: z.string(), title: z.string() })),
    factors: z.array(z.object({ code: z.string(), field: z.string(), title: z.string() })),
    items: z.array(z.object({ code: z.string(), factor: z.string(), text: z.string() })),
    expectations: z
      .object({ prompt: z.string(), options: z.array(option), items: z.array(z.object({ code: z.string(), text: z.string() })) })
      .nullable(),
    profile: z.array(
      z.object({ code: z.string(), text: z.string(), options: z.array(z.object({ value: z.string(), label: z.string() })) }),
    ),
  })
  .openapi('Instrument');

export const receiptAnswer = z
  .object({
    receipt: z.string().openapi({ example: 'ABCD-2345-EFGH-6789' }),
    receipt_url: z.string(),
    instrument: z.string(),
    agency: z.string(),
  })
  .openapi('Receipt');

const score = z.object({
  code: z.string(),
  title: z.string(),
  n: z.int().nullable().openapi({ description: 'Số phiếu; null khi quá ít, không nêu.' }),
  display: z
    .enum(['nothing', 'count', 'value', 'ranked'])
    .openapi({ description: 'Nêu đến đâu: không nêu gì; chỉ số phiếu; tỷ lệ và khoảng; đủ để xếp hạng.' }),
  shown: z.boolean(),
  reason: z.string().nullable().openapi({ description: 'Vì sao không nêu tỷ lệ; null khi có nêu.' }),
  percent: z
    .string()
    .nullable()
    .openapi({ description: 'Tỷ lệ hài lòng và rất hài lòng, phần trăm, số thập phân dạng chữ.', example: '86.50' }),
  interval: z
    .object({ low: z.string(), high: z.string() })
    .nullable()
    .openapi({ description: 'Khoảng tham khảo 95 % theo mô hình (Wilson); không phải sai số chọn mẫu.' }),
});

const wave = z.object({ id: z.string(), title: z.string(), opens: day, closes: day });

export const satisfactionAnswer = z
  .object({
    agency: z.string(),
    n: z.int().nullable(),
    simulated: z.boolean(),
    rule: z.object({ id: z.string(), title: z.string(), assumed: z.array(z.string()) }),
    instruments: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        wave,
        n: z.int().nullable().openapi({ description: 'Phiếu được tính; bằng received trừ excluded.' }),
        received: z.int().nullable().openapi({ description: 'Phiếu đã nhận.' }),
        excluded: z.int().nullable().openapi({ description: 'Phiếu đã nhận mà không được tính, sau khi hai người đồng ý loại.' }),
        modes: z.array(z.object({ mode: z.string(), n: z.int(), excluded: z.int() })),
        overall: score,
        fields: z.array(score),
        factors: z.array(score),
        items: z.array(score),
      }),
    ),
    history: z
      .array(z.object({ instrument: z.string(), wave, overall: score }))
      .openapi({ description: 'Điểm chung của mọi đợt đã có phiếu và được nêu, cả các năm trước; đợt mới nhất đứng đầu.' }),
  })
  .openapi('Satisfaction');

export const procedureAnswer = z
  .object({
    code: z.string(),
    ...listingSchema.shape,
    /** All details of the official record; null while only a list told of it. */
    record: recordSchema.nullable(),
    /** What the portal's first editors wrote about it, with the facts that they found. */
    digest: digestSchema.nullable(),
    words: cityWordsSchema.nullable().openapi({ description: 'Lời tóm tắt của cổng, khi còn đúng với quyết định đang có hiệu lực.' }),
    withdrawal: z.object({ on: day, note: z.string(), replaced_by: z.string().nullable() }).nullable(),
  })
  .openapi('Procedure');
