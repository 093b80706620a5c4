package ptklogscan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What was counted up to each batch, a file each: `state-7.part`. Those of the last few batches are kept. */
final class States {
  private static final String NAME = "state-([0-9]+)\\.part";
  private static final int KEPT = 3;

  private final Path folder;
  private final Configuration hadoop;
  private final FileSystem system;

  States(String folder, Configuration hadoop) throws IOException {
    this.folder = new Path(folder);
    this.hadoop = hadoop;
    system = this.folder.getFileSystem(hadoop);
    system.mkdirs(this.folder);
  }

  /** The newest state of an earlier batch; null: there is none. */
  String before(long id) throws IOException {
    List<Long> earlier = numbers();
    earlier.removeIf(number -> number >= id);
    if (earlier.isEmpty()) return null;
    try (InputStream stream = system.open(path(Collections.max(earlier)))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Appears whole, and then replaces those that no batch can need any more. */
  void save(long id, String state) throws IOException {
    Scan.write(state.getBytes(StandardCharsets.UTF_8), path(id).toString(), hadoop);
    for (long number : numbers()) if (number <= id - KEPT) system.delete(path(number), false);
  }

  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (FileStatus file : system.listStatus(folder)) {
      String name = file.getPath().getName();
      if (name.matches(NAME)) numbers.add(Long.parseLong(name.replaceAll(NAME, "$1")));
    }
    return numbers;
  }

  private Path path(long number) {
    return new Path(folder, "state-" + number + ".part");
  }
}
