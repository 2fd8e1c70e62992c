import type { SearchDocument } from './model/document.ts';
import type { Doubt } from './trust.ts';

/** An index outside this process that is kept by sending it what changed; what is asked of it is done when it resolves. */
export interface KeptIndex {
  /** Looks whether it can be reached and searched; that it holds nothing yet is no fault. */
  reach(): Promise<void>;
  /**
   * Compares what it holds with all documents that there are: gives the ids of those that it lacks, holds differently or
   * holds too many, or `everything` where it must be made anew.
   */
  compare(documents: readonly SearchDocument[]): Promise<readonly string[] | 'everything'>;
  /** Makes a new index of these documents and puts it in the place of the old one in one step. */
  rebuild(documents: readonly SearchDocument[]): Promise<void>;
  /** Puts documents in, as they are now, and takes others out by their ids. */
  change(documents: readonly SearchDocument[], gone: readonly string[]): Promise<void>;
  /** What an error of any of these means. */
  doubtOf(error: unknown): Doubt;
  /** Waits for nothing any more: what is under way rejects soon. */
  abandon(): void;
}

/** Where documents are read as they are now. */
export interface DocumentSource {
  all(): Promise<readonly SearchDocument[]>;
  /** Those of these ids that there are. */
  some(ids: readonly string[]): Promise<readonly SearchDocument[]>;
}
