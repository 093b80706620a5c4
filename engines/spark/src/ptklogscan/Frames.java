package ptklogscan;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/** Sends parts of files to the program as frames: see docs/cluster.md. The program decides where lines begin and end. */
final class Frames {
  private static final int CHUNK = 1 << 20;

  private final DataOutputStream stream;

  Frames(OutputStream stream) {
    this.stream = new DataOutputStream(stream);
  }

  /** The bytes of a part, from the one before its first to the line feed behind its last. */
  void part(Plan.Part part, Configuration hadoop) throws IOException {
    Path path = new Path(part.path());
    FSDataInputStream file;
    try {
      file = path.getFileSystem(hadoop).open(path);
    } catch (IOException unreadable) {
      // It is one file of many: what is wrong with it is said, and the others count.
      header("{\"part\":" + part.number() + ",\"error\":" + quoted(reasonOf(unreadable)) + "}");
      end();
      return;
    }
    try (file) {
      header("{\"part\":" + part.number() + "}");
      copy(part, file);
      end();
    }
  }

  private void copy(Plan.Part part, FSDataInputStream file) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long at = Math.max(0, part.from() - 1);
    // A file that has grown since it was planned is read as it was then.
    long last = part.size();
    file.seek(at);
    while (at < last) {
      int n = file.read(chunk, 0, (int) Math.min(CHUNK, last - at));
      if (n < 0) return;
      read(n);
      int length = part.to() < 0 || at + n < part.to() ? n : lineEnd(chunk, (int) Math.max(0, part.to() - 1 - at), n);
      frame(chunk, length);
      at += n;
      if (length < n || (part.to() >= 0 && at >= part.to() && chunk[n - 1] == '\n')) return;
    }
  }

  /** Behind the first line feed from `from` on; `n` where there is none. */
  private static int lineEnd(byte[] chunk, int from, int n) {
    for (int i = from; i < n; i++) if (chunk[i] == '\n') return i + 1;
    return n;
  }

  /** Tells Spark's own page how far the task is, and ends it where it was killed. */
  private static void read(int bytes) throws IOException {
    TaskContext task = TaskContext.get();
    if (task == null) return;
    task.taskMetrics().inputMetrics().incBytesRead(bytes);
    if (task.isInterrupted()) throw new IOException("the task was killed");
  }

  void header(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    frame(bytes, bytes.length);
  }

  void frame(byte[] bytes, int length) throws IOException {
    if (length == 0) return;
    stream.writeInt(length);
    stream.write(bytes, 0, length);
  }

  void end() throws IOException {
    stream.writeInt(0);
    stream.flush();
  }

  static String quoted(String text) throws IOException {
    return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(text);
  }

  private static String reasonOf(IOException error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message.lines().findFirst().orElse("cannot be read");
  }
}
