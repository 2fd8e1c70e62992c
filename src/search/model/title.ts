// Where the name of a matter ends and what narrows it begins.
const narrowing =
  /[;/(]|\s(?:đối với|trong trường hợp|trường hợp|theo quy định|theo yêu cầu|theo hình thức|thuộc thẩm quyền|thực hiện tại|thực hiện bằng|bằng dịch vụ công|do bị|do cơ quan|áp dụng cho|tại cơ quan|phục vụ|nhằm)\s/iu;

/** The head of a long official name: what stands before it is narrowed to cases, places and authorities. */
export function headOf(title: string): string {
  const at = title.search(narrowing);
  // Too short a head would say nothing.
  return at > 0 && title.slice(0, at).trim().split(/\s+/).length >= 3 ? title.slice(0, at).trim() : title;
}
