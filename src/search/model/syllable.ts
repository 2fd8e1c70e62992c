// A Vietnamese syllable is an initial and a rhyme; both are closed lists. Written here without tones.
const initials = new Set(' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' '));
const rhymes = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ' +
    'o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oong ' +
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uy uya uych uyn uynh uyt uyu uyên uyêt ' +
    'uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ' +
    'y yêm yên yêng yêt yêu'
  ).split(' '),
);

/** Whether letters without tone (`đăng`, `giây`) can be a Vietnamese syllable. */
export function isSyllable(shape: string): boolean {
  for (let length = 0; length <= 3; length++) {
    if (initials.has(shape.slice(0, length)) && rhymes.has(shape.slice(length))) return true;
  }
  return false;
}
