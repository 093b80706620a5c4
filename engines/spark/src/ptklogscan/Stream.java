package ptklogscan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Counts lines that come through Kafka. A record is one line or several; each partition is a source, in the order of its
 * offsets, and a line without a time has that of an earlier one in it.
 *
 *     state-N = merge(state-(N-1), partial results of batch N)
 *
 * A batch that runs again reads the same records and the same state before, and so writes the same state: each record
 * counts once. Any state is a partial result, which `ptk-logscan merge` turns into a report.
 */
public final class Stream {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Arguments arguments;
  private final SparkSession session;
  private final States states;
  /** Decides what is counted, and names no source. */
  private final String plan;

  private Stream(Arguments arguments, SparkSession session) throws IOException {
    this.arguments = arguments;
    this.session = session;
    states = new States(needed("--state"), session.sparkContext().hadoopConfiguration());
    List<String> words = new ArrayList<>(List.of("plan", "--list"));
    words.addAll(arguments.scan);
    plan = Program.run(arguments.program, words, stream -> { }).text();
  }

  public static void main(String[] words) throws Exception {
    Arguments arguments = Arguments.of(words);
    try (SparkSession session = SparkSession.builder().appName("ptk-logscan stream").getOrCreate()) {
      new Stream(arguments, session).run();
    }
  }

  private String needed(String name) {
    String value = arguments.own.get(name);
    if (value == null) throw new IllegalArgumentException(name + ": expected a value; got none");
    return value;
  }

  private void run() throws Exception {
    Dataset<Row> records = session.readStream().format("kafka")
        .option("kafka.bootstrap.servers", needed("--bootstrap"))
        .option("subscribe", needed("--topics"))
        .option("startingOffsets", "earliest")
        // What a producer took back is no event.
        .option("kafka.isolation.level", "read_committed")
        .load()
        .select("topic", "partition", "offset", "timestamp", "value");
    DataStreamWriter<Row> writer = records.writeStream()
        .option("checkpointLocation", needed("--checkpoint"))
        .foreachBatch((VoidFunction2<Dataset<Row>, Long>) this::count);
    String trigger = arguments.own.getOrDefault("--trigger", "10 seconds");
    boolean once = arguments.own.containsKey("--once");
    writer.trigger(once ? Trigger.AvailableNow() : Trigger.ProcessingTime(trigger)).start().awaitTermination();
  }

  private void count(Dataset<Row> batch, Long id) throws IOException {
    String before = states.before(id);
    List<String> partials = new ArrayList<>();
    if (before != null) partials.add(before);
    partials.addAll(counted(batch, ends(before)));
    if (partials.isEmpty()) return;
    String state = Program.run(arguments.program, List.of("merge", "--format", "partial", "-"), stream -> {
      for (String partial : partials) stream.write(partial.getBytes(StandardCharsets.UTF_8));
    }).text();
    states.save(id, state);
    // After the state: where it is lost between the two, the batch runs again and writes the same.
    if (arguments.own.containsKey("--windows") || arguments.own.containsKey("--windows-topic")) tell(before, state, id);
  }

  /** A task for each partition that has records: it takes them in order. */
  private List<String> counted(Dataset<Row> batch, Map<String, Long> ends) {
    List<String> program = arguments.program;
    String document = plan;
    return batch
        .repartition(functions.col("topic"), functions.col("partition"))
        .sortWithinPartitions("topic", "partition", "offset")
        .mapPartitions((MapPartitionsFunction<Row, String>) rows -> counted(rows, ends, document, program), Encoders.STRING())
        .collectAsList();
  }

  private static Iterator<String> counted(Iterator<Row> rows, Map<String, Long> ends, String document, List<String> program)
      throws IOException {
    if (!rows.hasNext()) return List.<String>of().iterator();
    java.nio.file.Path file = Files.writeString(Files.createTempFile("ptk-logscan-plan", ".json"), document);
    try {
      List<String> words = List.of("scan", "--plan", file.toString());
      return List.of(Program.run(program, words, stream -> send(rows, ends, new Frames(stream))).text()).iterator();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void send(Iterator<Row> rows, Map<String, Long> ends, Frames frames) throws IOException {
    String source = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      byte[] value = row.isNullAt(4) ? new byte[0] : row.<byte[]>getAs(4);
      String name = row.getString(0) + "/" + row.getInt(1);
      if (!name.equals(source)) {
        if (source != null) frames.end();
        source = name;
        long from = ends.getOrDefault(name, 0L);
        // When the record was written: the same each time that the batch runs.
        long written = row.getTimestamp(3).getTime();
        frames.header("{\"source\":" + Frames.quoted(name) + ",\"from\":" + from + ",\"modified\":" + written + "}");
        // Records begin with a line: the byte before them ended one.
        if (from > 0) frames.frame(new byte[] {'\n'}, 1);
      }
      frames.frame(value, value.length);
      if (value.length > 0 && value[value.length - 1] != '\n') frames.frame(new byte[] {'\n'}, 1);
    }
    frames.end();
  }

  /** How far each source was counted, in bytes of its text. */
  private static Map<String, Long> ends(String state) throws IOException {
    Map<String, Long> ends = new HashMap<>();
    if (state == null) return ends;
    for (JsonNode part : JSON.readTree(state).get("parts")) ends.put(part.get("name").asText(), part.get("to").asLong());
    return ends;
  }

  /** Windows that are new or have other counts than before, and what stands out now and did not. */
  private void tell(String before, String state, long id) throws IOException {
    List<String[]> told = new ArrayList<>();
    changed(told, before, state, "ndjson", "window", text -> List.of(text.split("\n")), line -> line.get("start").asText());
    changed(told, before, state, "json", "finding", Stream::findings,
        line -> line.get("kind").asText() + " " + line.get("since").asText() + " " + line.get("codes"));
    if (told.isEmpty()) return;
    String folder = arguments.own.get("--windows");
    if (folder != null) {
      StringBuilder lines = new StringBuilder();
      for (String[] each : told) lines.append(each[1]).append('\n');
      String path = folder + "/batch-" + id + ".ndjson";
      Scan.write(lines.toString().getBytes(StandardCharsets.UTF_8), path, session.sparkContext().hadoopConfiguration());
    }
    String topic = arguments.own.get("--windows-topic");
    if (topic == null) return;
    List<Row> rows = new ArrayList<>();
    for (String[] each : told) rows.add(org.apache.spark.sql.RowFactory.create(each[0], each[1]));
    session.createDataFrame(rows, new org.apache.spark.sql.types.StructType().add("key", "string").add("value", "string"))
        .write().format("kafka").option("kafka.bootstrap.servers", needed("--bootstrap")).option("topic", topic).save();
  }

  private interface Lines {
    List<String> of(String text) throws IOException;
  }

  private interface Key {
    String of(JsonNode line);
  }

  /** Adds those that are not the same before: a key, by which a consumer drops repeats, and what it is now. */
  private void changed(List<String[]> told, String before, String state, String format, String kind, Lines lines, Key key)
      throws IOException {
    List<String> old = before == null ? List.of() : lines.of(rendered(before, format));
    for (String line : lines.of(rendered(state, format))) {
      if (line.isEmpty() || old.contains(line)) continue;
      told.add(new String[] {kind + " " + key.of(JSON.readTree(line)), "{\"" + kind + "\":" + line + "}"});
    }
  }

  private static List<String> findings(String document) throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode finding : JSON.readTree(document).get("findings")) lines.add(JSON.writeValueAsString(finding));
    return lines;
  }

  private String rendered(String state, String format) throws IOException {
    return Program.run(arguments.program, List.of("merge", "--format", format, "-"),
        stream -> stream.write(state.getBytes(StandardCharsets.UTF_8))).text();
  }
}
