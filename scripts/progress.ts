import cliProgress from 'cli-progress';

/** A bar on a terminal with rate and time left; in a log, a plain line now and then. `to` says how many are done so far. */
export function progress(what: string, total?: number): { readonly to: (n: number) => void; readonly done: () => void } {
  const began = performance.now();
  const rate = (n: number) => Math.round(n / Math.max(0.001, (performance.now() - began) / 1000));
  let last = 0;
  if (!process.stderr.isTTY) {
    const every = 1000;
    return {
      to(n) {
        if (Math.floor(n / every) > Math.floor(last / every))
          console.error(`${what}: ${n}${total === undefined ? '' : `/${total}`}, ${rate(n)} dòng/giây`);
        last = n;
      },
      done: () => console.error(`${what}: xong ${last} dòng trong ${((performance.now() - began) / 1000).toFixed(1)} giây`),
    };
  }
  const bar = new cliProgress.SingleBar(
    {
      // How many rows a file holds is known only at its end.
      format:
        total === undefined
          ? `${what}: {value} dòng, {rate} dòng/giây`
          : `${what} [{bar}] {value}/{total}, {rate} dòng/giây, còn {eta_formatted}`,
      hideCursor: true,
      clearOnComplete: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total ?? 0, 0, { rate: 0 });
  return {
    to(n) {
      last = n;
      if (total === undefined) bar.setTotal(n);
      bar.update(n, { rate: rate(n) });
    },
    done() {
      bar.update(last, { rate: rate(last) });
      bar.stop();
    },
  };
}
