import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The first is several times as long as any other file: begun near the end, it leaves a core idle for minutes.
const long = [/\/browser\/access\.test\.ts$/, /\/browser\//];

/** Files in the order of vitest, which without the results of an earlier run knows only their sizes, but those known to be long first. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = long.map((name) => sorted.filter(({ moduleId }) => name.test(moduleId)));
    return [...new Set([...first.flat(), ...sorted])];
  }
}
