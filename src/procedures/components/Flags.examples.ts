import { exhibit } from '#ui/gallery/example.ts';
import { flagKinds } from '../model/flags.ts';
import Flags from './Flags.astro';

export default exhibit(Flags, { name: 'Điểm đang đối chiếu', criteria: ['Mỗi điểm có lý do bằng lời thường.'] }, [
  { title: 'mọi loại', props: { flags: flagKinds.map((kind) => ({ kind, seen: 'lời của nguồn' })) } },
]);
