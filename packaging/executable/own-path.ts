/** Before all else: by this `src/cli/main.ts` knows that no script is named. Node repeats what was typed, `ptk-logscan`. */
process.argv[1] = process.execPath;
