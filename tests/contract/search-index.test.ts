import { meilisearchIs, openEmbedded, openMeilisearch } from '../support/search-engines.ts';
import { searchIndexContract } from './search-index-cases.ts';

searchIndexContract('the embedded engine', async () => openEmbedded());
searchIndexContract(meilisearchIs, openMeilisearch);
