// "(Cấp xã)", "(thực hiện tại cấp tỉnh)": the level is shown beside the name.
const levelAtEnd = /\s*\((?:thực hiện (?:tại|ở) )?cấp (?:xã|tỉnh|trung ương|huyện)\)$/iu;

// Written with capitals within a sentence; names in capitals only have lost which of their words were.
const properNames = ['Việt Nam', 'Hà Nội', 'UBND', 'HĐND', 'Nhà nước', 'Chính phủ', 'Quốc hội', 'Bộ Nội vụ', 'Thủ tướng'];

/**
 * The name as shown: on one line, without the word that all of them begin with and the level that many end with, not in
 * capitals only, first letter capital. The official name is shown beside it, untouched.
 */
export function displayName(name: string): string {
  const oneLine = name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const bare = bareEnd(oneLine.replace(/^[.;,:\s-]+/u, '').replace(/^thủ tục[\s:]+/iu, ''));
  const shown = bareEnd(bare.replace(levelAtEnd, '')) || bare || oneLine;
  const spoken = shown === shown.toLocaleUpperCase('vi') && /\s/u.test(shown) ? sentenceCase(shown) : shown;
  return spoken.charAt(0).toLocaleUpperCase('vi') + spoken.slice(1);
}

function bareEnd(text: string): string {
  return text.replace(/[.;,:\s]+$/u, '');
}

function sentenceCase(text: string): string {
  const lower = text.toLocaleLowerCase('vi');
  return properNames.reduce((all, name) => all.replaceAll(name.toLocaleLowerCase('vi'), name), lower);
}
