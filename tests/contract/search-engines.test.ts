import { meilisearchIs, openEmbedded, openMeilisearch } from '../support/search-engines.ts';
import { searchEngineContract } from './search-engine.ts';
import { searchIndexContract } from './search-index.ts';

searchIndexContract('embedded', async (lexicon) => openEmbedded(lexicon));
searchIndexContract(meilisearchIs, openMeilisearch);
searchEngineContract(meilisearchIs, openMeilisearch);
