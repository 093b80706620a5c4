package ptklogscan;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;

/**
 * One run of ptk-logscan as a child of this process. What it decides it has from its arguments and its input alone. It
 * ends with the task that it works for: Spark itself would leave it running.
 */
final class Program implements AutoCloseable {
  /** What writes the child's input; it may fail where the child has ended. */
  interface Input {
    void writeTo(OutputStream stream) throws IOException;
  }

  /** What a run has given. `status` 3: something could not be read whole, which the result says. */
  record Result(int status, byte[] output, String messages) {
    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }
  }

  private final Process process;
  private final List<String> command;

  private Program(List<String> program, List<String> arguments) throws IOException {
    command = new ArrayList<>();
    for (String word : program) command.add(found(word));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // Its options come from the plan: the machine's environment must not add to them.
    builder.environment().keySet().removeIf(name -> name.startsWith("PTK_LOGSCAN_") || name.startsWith("NODE_"));
    process = builder.start();
  }

  /** @throws IOException where it ends with another status than 0 or 3, or the task was killed */
  static Result run(List<String> program, List<String> arguments, Input input) throws IOException {
    try (Program child = new Program(program, arguments)) {
      return child.result(input);
    }
  }

  private Result result(Input input) throws IOException {
    Thread watch = watching(TaskContext.get());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Thread[] readers = {copying(process.getInputStream(), output), copying(process.getErrorStream(), messages)};
    IOException failure = null;
    try (OutputStream stream = process.getOutputStream()) {
      input.writeTo(stream);
    } catch (IOException error) {
      failure = error;
    }
    int status;
    try {
      status = process.waitFor();
      for (Thread reader : readers) reader.join();
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", error);
    } finally {
      watch.interrupt();
    }
    String said = messages.toString(StandardCharsets.UTF_8).strip();
    if (status == 0 || status == 3) {
      if (failure != null) throw failure;
      return new Result(status, output.toByteArray(), said);
    }
    throw new IOException(command.get(0) + " ended with status " + status + ": " + said, failure);
  }

  /** Ends the child where its task is killed: Spark only sets a mark then. */
  private Thread watching(TaskContext task) {
    Thread thread = new Thread(() -> {
      try {
        while (process.isAlive()) {
          if (task != null && (task.isInterrupted() || task.isCompleted())) process.destroyForcibly();
          Thread.sleep(100);
        }
      } catch (InterruptedException ended) {
        // The child has ended.
      }
    }, "ptk-logscan watch");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Thread copying(InputStream from, OutputStream to) {
    Thread thread = new Thread(() -> {
      try (from) {
        from.transferTo(to);
      } catch (IOException ended) {
        // The child was ended; its status says so.
      }
    }, "ptk-logscan output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** A file of an archive that Spark has unpacked: in the folder of the executor, or in that of the driver. */
  private static String found(String word) {
    if (!word.contains("/") || new File(word).exists()) return word;
    File unpacked = new File(SparkFiles.getRootDirectory(), word);
    return unpacked.exists() ? unpacked.getPath() : word;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
