package ptklogscan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the job was called with: its own options, those of the scan, which are passed through, and the paths. */
final class Arguments {
  /** Options of the program that have no value. */
  private static final Set<String> SWITCHES = Set.of("--labelled", "--allow-same");
  /** Options of the job itself. */
  private static final Set<String> OWN =
      Set.of("--program", "--format", "--output", "--part-size", "--task-size", "--merge-above", "--topics", "--bootstrap", "--state",
          "--windows", "--windows-topic", "--checkpoint", "--trigger", "--once");
  private static final Set<String> OWN_SWITCHES = Set.of("--once");

  /** How the program is started, on every machine; words are divided by blanks. */
  List<String> program = List.of("ptk-logscan");
  String format = "json";
  /** Where the result goes, on any file system that Hadoop reaches; null: standard output. */
  String output = null;
  /** Bytes of a part of a large text. */
  long partSize = 128L << 20;
  /** Bytes of small files that one task reads. */
  long taskSize = 128L << 20;
  /** Above so many tasks their partial results are merged by a second stage first. */
  long mergeAbove = 200;
  /** Decide what is counted: they are options of `ptk-logscan plan`. */
  final List<String> scan = new ArrayList<>();
  final List<String> paths = new ArrayList<>();
  final java.util.Map<String, String> own = new java.util.HashMap<>();
  private final Set<String> given = new HashSet<>();

  static Arguments of(String[] words) {
    Arguments parsed = new Arguments();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (!word.startsWith("-") || word.equals("-")) {
        parsed.paths.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      boolean isSwitch = SWITCHES.contains(name) || OWN_SWITCHES.contains(name);
      String value = equals >= 0 ? word.substring(equals + 1) : isSwitch ? "" : i + 1 < words.length ? words[++i] : null;
      if (value == null) throw new IllegalArgumentException(name + ": expected a value; got none");
      parsed.take(name, value, isSwitch);
    }
    return parsed;
  }

  private void take(String name, String value, boolean isSwitch) {
    if (!OWN.contains(name)) {
      scan.add(name);
      if (!isSwitch) scan.add(value);
      return;
    }
    if (!given.add(name)) throw new IllegalArgumentException(name + ": expected once; got it twice");
    own.put(name, value);
    switch (name) {
      case "--program" -> program = List.of(value.trim().split(" +"));
      case "--format" -> format = value;
      case "--output" -> output = value;
      case "--part-size" -> partSize = bytes(name, value);
      case "--task-size" -> taskSize = bytes(name, value);
      case "--merge-above" -> mergeAbove = bytes(name, value);
      default -> { }
    }
  }

  private static long bytes(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,14}")) {
      throw new IllegalArgumentException(name + ": expected a whole number, of bytes for a size; got " + text);
    }
    return Long.parseLong(text);
  }
}
