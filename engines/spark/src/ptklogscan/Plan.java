package ptklogscan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Which files there are, and how the program cuts them; and which task reads which parts. */
final class Plan {
  /** One part: `from` to `to` of a file; `to` is -1 for its end. */
  record Part(int number, String path, long size, long from, long to) implements Serializable {
    long bytes() {
      return (to < 0 ? size : to) - from;
    }
  }

  /** The parts of one task, and the hosts that have most of their bytes. */
  record Task(List<Part> parts, List<String> hosts) implements Serializable {}

  private static final int EDGE = 64 * 1024;
  private static final int MOST_HOSTS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The plan's document, as the program wrote it. */
  final String document;
  final List<Task> tasks;

  private Plan(String document, List<Task> tasks) {
    this.document = document;
    this.tasks = tasks;
  }

  static Plan of(Arguments arguments, Configuration hadoop) throws IOException {
    Map<String, FileStatus> files = new LinkedHashMap<>();
    for (String path : arguments.paths) {
      for (FileStatus file : filesUnder(new Path(path), hadoop)) files.putIfAbsent(file.getPath().toString(), file);
    }
    if (files.isEmpty()) throw new IOException(String.join(" ", arguments.paths) + ": expected files; got none");
    List<String> words = new ArrayList<>(List.of("plan", "--list", "--part-size", arguments.partSize + ""));
    words.addAll(arguments.scan);
    Program.Result result = Program.run(arguments.program, words, stream -> {
      for (FileStatus file : files.values()) {
        stream.write(facts(file, arguments.partSize, hadoop).getBytes(StandardCharsets.UTF_8));
        stream.write('\n');
      }
    });
    return new Plan(result.text(), tasksOf(partsIn(result.text()), files, arguments.taskSize, hadoop));
  }

  /** A folder with everything in it, or what a glob finds; by path. */
  private static List<FileStatus> filesUnder(Path pattern, Configuration hadoop) throws IOException {
    FileSystem system = pattern.getFileSystem(hadoop);
    FileStatus[] found = system.globStatus(pattern);
    if (found == null || found.length == 0) throw new IOException(pattern + ": no such file");
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus each : found) {
      if (each.isFile()) {
        files.add(each);
        continue;
      }
      RemoteIterator<LocatedFileStatus> inside = system.listFiles(each.getPath(), true);
      while (inside.hasNext()) files.add(inside.next());
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  /** What the program has to know of a file before it is read: of small ones not what is in them. */
  private static String facts(FileStatus file, long partSize, Configuration hadoop) throws IOException {
    ObjectNode facts = JSON.createObjectNode();
    facts.put("name", file.getPath().toString());
    facts.put("size", file.getLen());
    facts.put("modified", file.getModificationTime());
    if (file.getLen() <= partSize) return JSON.writeValueAsString(facts);
    try (FSDataInputStream stream = file.getPath().getFileSystem(hadoop).open(file.getPath())) {
      byte[] edge = new byte[(int) Math.min(EDGE, file.getLen())];
      stream.readFully(0, edge);
      facts.put("head", Base64.getEncoder().encodeToString(edge));
      stream.readFully(file.getLen() - edge.length, edge);
      facts.put("tail", Base64.getEncoder().encodeToString(edge));
    } catch (IOException unreadable) {
      // The task that reads it will say so.
    }
    return JSON.writeValueAsString(facts);
  }

  private static List<Part> partsIn(String document) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (JsonNode source : JSON.readTree(document).get("sources")) {
      JsonNode starts = source.get("parts");
      for (int i = 0; i < starts.size(); i++) {
        long to = i + 1 < starts.size() ? starts.get(i + 1).asLong() : -1;
        parts.add(new Part(parts.size(), source.get("name").asText(), source.get("size").asLong(), starts.get(i).asLong(), to));
      }
    }
    return parts;
  }

  /** Large parts have a task each; small ones share tasks, in the order of the plan. */
  private static List<Task> tasksOf(List<Part> parts, Map<String, FileStatus> files, long taskSize, Configuration hadoop)
      throws IOException {
    List<Task> tasks = new ArrayList<>();
    List<Part> bin = new ArrayList<>();
    long size = 0;
    for (Part part : parts) {
      if (!bin.isEmpty() && size + part.bytes() > taskSize) {
        tasks.add(new Task(List.copyOf(bin), hostsOf(bin, files, hadoop)));
        bin.clear();
        size = 0;
      }
      bin.add(part);
      size += part.bytes();
    }
    if (!bin.isEmpty()) tasks.add(new Task(List.copyOf(bin), hostsOf(bin, files, hadoop)));
    return tasks;
  }

  /** Those of the first part: others are on other hosts as likely as not. */
  private static List<String> hostsOf(List<Part> bin, Map<String, FileStatus> files, Configuration hadoop) throws IOException {
    Part part = bin.get(0);
    FileStatus file = files.get(part.path());
    BlockLocation[] blocks =
        file.getPath().getFileSystem(hadoop).getFileBlockLocations(file, part.from(), Math.max(1, part.bytes()));
    LinkedHashSet<String> hosts = new LinkedHashSet<>();
    if (blocks != null) for (BlockLocation block : blocks) hosts.addAll(Arrays.asList(block.getHosts()));
    hosts.remove("localhost");
    return hosts.stream().limit(MOST_HOSTS).toList();
  }
}
