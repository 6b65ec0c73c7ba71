import cliProgress from 'cli-progress';

/** A phase of long work: how much there is, and how much is done. */
export type PhaseProgress = {
  /** One more piece is done. */
  step(): void;
  /** Waiting for something that is not ours to hurry; `text` says for what. */
  note(text: string): void;
  end(): void;
};

export type Progress = (name: string, total: number) => PhaseProgress;

/** One bar a phase, on a terminal or in a log. */
export const terminalProgress: Progress = (name, total) => {
  const bar = new cliProgress.SingleBar(
    {
      format: `  {name} {bar} {value}/{total} {note}`,
      barsize: 28,
      hideCursor: true,
      noTTYOutput: true,
      notTTYSchedule: 5000,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  );
  const label = name.padEnd(24);
  bar.start(total, 0, { name: label, note: '' });
  return {
    step: () => {
      bar.increment();
    },
    note: (text) => {
      bar.update({ note: text });
    },
    end: () => {
      bar.update({ note: '' });
      bar.stop();
    },
  };
};

/** For a program that reads the last line alone. */
export const silentProgress: Progress = () => ({
  step: () => undefined,
  note: () => undefined,
  end: () => undefined,
});
