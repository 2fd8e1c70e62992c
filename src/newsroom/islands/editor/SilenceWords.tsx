import { type EditorTexts, fill } from '../../model/editor-texts.ts';
import { mostMebi } from '../../model/media-type.ts';
import type { StoreSilence } from './media.ts';

interface Props {
  readonly texts: EditorTexts;
  readonly silence: StoreSilence;
}

/** Why the library gives nothing, and what to do. */
export default function SilenceWords({ texts, silence }: Props) {
  switch (silence) {
    case 'away':
      return <>{texts['store-away']}</>;
    case 'too-large':
      return <>{fill(texts['upload-too-large'], { image: mostMebi.image, file: mostMebi.file })}</>;
    case 'signed-out':
      return (
        <>
          {texts['store-signed-out']}{' '}
          <a href="/quan-tri/dang-nhap" target="_blank" rel="noopener">
            {texts['sign-in']}
          </a>
        </>
      );
  }
}
